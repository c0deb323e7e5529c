using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>
/// Plain bookkeeping beside a scheduler: who has which item, which items ended. Fails as soon as an instruction contradicts it.
/// </summary>
internal sealed class ReferencePool : IScheduleSink
{
    private readonly Dictionary<int, (int Slots, bool Leaving)> _silos = [];
    private readonly Dictionary<(int Job, long Item), string> _items = [];
    private readonly HashSet<int> _cancelled = [];
    private readonly int? _maxWorkers;

    private static Dictionary<string, string> Gpu { get; } = new() { ["gpu"] = "2" };

    public ReferencePool(SchedulerOptions options)
    {
        _maxWorkers = options.MaxWorkers;
        Scheduler = new Scheduler(options, this);
    }

    public Scheduler Scheduler { get; }

    public Dictionary<(int Silo, long Id), ReferenceLease> Leases { get; } = [];

    public IEnumerable<int> Silos => _silos.Keys;

    public IEnumerable<string> Unfinished =>
        _items.Where(pair => !_cancelled.Contains(pair.Key.Job) && pair.Value is "waits" or "leased").Select(pair => $"{pair.Key} {pair.Value}");

    public void Join(int silo, int slots)
    {
        _silos[silo] = (slots, false);
        Scheduler.SiloJoined(silo, slots, HasGpu(silo) ? Gpu : null);
    }

    public void Resize(int silo, int slots)
    {
        _silos[silo] = (slots, _silos[silo].Leaving);
        Scheduler.SlotsChanged(silo, slots);
    }

    public void Leave(int silo)
    {
        _silos[silo] = (_silos[silo].Slots, true);
        Scheduler.SiloLeaving(silo);
    }

    public void Lose(int silo)
    {
        _silos.Remove(silo);
        foreach (var lease in Leases.Values.Where(lease => lease.Silo == silo).ToArray())
        {
            Free(lease, lease.Next, lease.End);
            Leases.Remove((silo, lease.Id));
        }

        Scheduler.SiloLost(silo);
    }

    public void Offer(int job, long first, int count)
    {
        for (var item = first; item < first + count; item++)
        {
            _items[(job, item)] = "waits";
        }

        Scheduler.ChunkArrived(new Chunk(job, first, count, 0, null));
    }

    public void Cancel(int job)
    {
        Scheduler.JobCancelled(job);
        Assert.DoesNotContain(Leases.Values, lease => lease.Job == job);
        _cancelled.Add(job);
    }

    public void Complete(ReferenceLease lease, int count)
    {
        var first = lease.Next;
        Assert.True(Scheduler.Completed(lease.Silo, lease.Id, first, count, count * 1_000));
        for (var item = first; item < first + count; item++)
        {
            Move(lease.Job, item, "leased", "done");
        }

        lease.Next += count;
        Assert.False(Scheduler.Completed(lease.Silo, lease.Id, first, count, 1));
        RemoveIfEmpty(lease);
    }

    public void Split(ReferenceLease lease, long at, long newId)
    {
        Assert.True(Scheduler.Split(lease.Silo, lease.Id, at, newId));
        Leases.Add((lease.Silo, newId), new ReferenceLease(lease.Silo, newId, lease.Job, at, lease.End));
        lease.End = at;
    }

    public void Return(ReferenceLease lease, int count)
    {
        Free(lease, lease.End - count, lease.End);
        lease.End -= count;
        Assert.True(Scheduler.Returned(lease.Silo, lease.Id, lease.End, count));
        RemoveIfEmpty(lease);
    }

    public void Assign(Lease lease)
    {
        Assert.DoesNotContain(lease.Job, _cancelled);
        Assert.True(_silos.TryGetValue(lease.Silo, out var silo), $"Lease {lease.Id} went to silo {lease.Silo}, which is lost.");
        Assert.False(silo.Leaving, $"Lease {lease.Id} went to silo {lease.Silo}, which is leaving.");
        for (var item = lease.First; item < lease.End; item++)
        {
            Move(lease.Job, item, "waits", "leased");
        }

        Assert.True(lease.Owner.Demand is null || HasGpu(lease.Silo), $"Lease {lease.Id} went to silo {lease.Silo} without the label that its job asks for.");
        Assert.True(lease.Chunk.First <= lease.First && lease.End <= lease.Chunk.End);
        Leases.Add((lease.Silo, lease.Id), new ReferenceLease(lease.Silo, lease.Id, lease.Job, lease.First, lease.End));
        Assert.InRange(Leases.Keys.Count(key => key.Silo == lease.Silo), 1, silo.Slots + Math.Max(silo.Slots, Tuning.MaxWaitingLeases));
        Assert.True(Leases.Count <= (_maxWorkers ?? int.MaxValue), $"{Leases.Count} leases, but at most {_maxWorkers} workers.");
    }

    public void Revoke(int silo, long leaseId) => Assert.True(Leases.Remove((silo, leaseId)));

    public void AskBack(int silo, int leases)
    {
        Assert.False(_silos[silo].Leaving);
        Assert.InRange(leases, 1, Leases.Keys.Count(key => key.Silo == silo));
    }

    public void Charged(int job, long item, int losses)
    {
        // For a coordinator that may be lost, which there is not here.
    }

    public void Lost(int job, long item, int attempts, int silo, string? cause) => Move(job, item, "waits", "lost");

    private static bool HasGpu(int silo) => silo % 2 == 0;

    private void Free(ReferenceLease lease, long first, long end)
    {
        for (var item = first; item < end; item++)
        {
            Move(lease.Job, item, "leased", "waits");
        }
    }

    private void Move(int job, long item, string from, string to)
    {
        Assert.Equal(from, _items[(job, item)]);
        _items[(job, item)] = to;
    }

    private void RemoveIfEmpty(ReferenceLease lease)
    {
        if (lease.Next == lease.End)
        {
            Leases.Remove((lease.Silo, lease.Id));
        }
    }
}
