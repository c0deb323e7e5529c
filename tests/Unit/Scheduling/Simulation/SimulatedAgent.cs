namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>A silo as the scheduler expects it: runs leases in its slots, reports in batches, splits for its own idle slots.</summary>
internal sealed partial class SimulatedAgent(int id, int slots, SimulatedPool pool)
{
    private readonly LinkedList<SimulatedLease> _waiting = [];
    private readonly HashSet<SimulatedLease> _running = [];
    private long _splitId;

    public int Id { get; } = id;

    public OrderedLink FromCoordinator { get; } = pool.NewLink();

    public bool IsDead { get; set; }

    public void Take(SimulatedLease lease)
    {
        _waiting.AddLast(lease);
        FillSlots();
    }

    public void Revoke(long lease)
    {
        foreach (var one in _waiting.Concat(_running).Where(one => one.Id == lease).ToArray())
        {
            one.IsRevoked = true;
            _waiting.Remove(one);
        }
    }

    /// <summary>Gives back waiting leases, the last first, then halves of the longest running ones.</summary>
    public void GiveBack(int leases)
    {
        for (; leases > 0 && _waiting.Last is { Value: var last }; leases--)
        {
            _waiting.RemoveLast();
            Report(scheduler => scheduler.Returned(Id, last.Id, last.Next, (int)(last.End - last.Next)));
        }

        for (; leases > 0 && Longest() is { } longest; leases--)
        {
            var kept = longest.End - ((longest.Unstarted + 1) / 2);
            var returned = (int)(longest.End - kept);
            longest.End = kept;
            Report(scheduler => scheduler.Returned(Id, longest.Id, kept, returned));
        }

        Report(scheduler => scheduler.AskBackAnswered(Id));
    }

    private void FillSlots()
    {
        while (!IsDead && _running.Count < slots)
        {
            if (_waiting.First is not { Value: var lease })
            {
                if (Longest() is not { } longest)
                {
                    return;
                }

                lease = Split(longest);
            }
            else
            {
                _waiting.RemoveFirst();
            }

            _running.Add(lease);
            RunNext(lease);
        }
    }

    private SimulatedLease Split(SimulatedLease lease)
    {
        var at = lease.End - ((lease.Unstarted + 1) / 2);
        var part = new SimulatedLease(--_splitId, lease.OnProbation, lease.MaySplit, at, lease.End);
        lease.End = at;
        Report(scheduler => Assert.True(scheduler.Split(Id, lease.Id, at, part.Id) || scheduler.Find(Id, lease.Id) is null));
        return part;
    }

    private SimulatedLease? Longest()
    {
        SimulatedLease? longest = null;
        foreach (var lease in _running)
        {
            if (lease.MaySplit && !lease.IsRevoked && lease.Unstarted > (longest?.Unstarted ?? 0))
            {
                longest = lease;
            }
        }

        return longest;
    }

    private void RunNext(SimulatedLease lease)
    {
        if (!lease.OnProbation)
        {
            RunItem(lease);
            return;
        }

        Report(scheduler =>
        {
            var granted = scheduler.Started(Id, lease.Id, lease.Next);
            FromCoordinator.Send(() => OnAcknowledged(lease, granted));
        });
    }

    private void OnAcknowledged(SimulatedLease lease, bool granted)
    {
        if (IsDead)
        {
            return;
        }

        if (granted)
        {
            RunItem(lease);
            return;
        }

        _running.Remove(lease);
        FillSlots();
    }

    private void RunItem(SimulatedLease lease)
    {
        var time = pool.TimeOf(lease.Next);
        pool.NoteRun();
        Changed(lease);
        pool.Events.After(time, () => OnRun(lease, time));
    }

    private void OnRun(SimulatedLease lease, long time)
    {
        if (IsDead)
        {
            return;
        }

        if (pool.IsPoison(lease.Next))
        {
            pool.Kill(this, lease.Next);
            return;
        }

        lease.Next++;
        lease.RunTime += time;
        Changed(lease);
        if (lease.Next < lease.End && !lease.IsRevoked)
        {
            RunNext(lease);
            return;
        }

        _running.Remove(lease);
        FillSlots();
    }
}
