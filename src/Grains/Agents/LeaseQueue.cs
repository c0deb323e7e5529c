namespace OrleansPool.Agents;

/// <summary>
/// The leases that wait for a slot: higher priority first, then the pool whose turn it is, and of its jobs the one that has least for its weight, so
/// that none waits behind the backlog of another. Not thread-safe.
/// </summary>
/// <param name="pools">All pools that the silo serves.</param>
/// <param name="time">The clock.</param>
internal sealed class LeaseQueue(IReadOnlyCollection<AgentSession> pools, TimeProvider time)
{
    private readonly SortedDictionary<int, List<LaneGroup>> _groups = new(Comparer<int>.Create((left, right) => right.CompareTo(left)));
    private readonly Dictionary<AgentJob, LeaseLane> _byJob = [];

    // The most that a pool has used which ran here.
    private double _latest;

    public int Count { get; private set; }

    /// <summary>The lanes, higher priority first.</summary>
    public IEnumerable<LeaseLane> Lanes => _groups.Values.SelectMany(groups => groups).SelectMany(group => group.Lanes.Members);

    public void Enqueue(LeasePart lease)
    {
        LaneOf(lease.Job).Leases.AddLast(lease);
        Count++;
    }

    /// <summary>Puts a lease, or its rest, back where it was taken from.</summary>
    public void EnqueueFirst(LeasePart lease)
    {
        LaneOf(lease.Job).Leases.AddFirst(lease);
        Count++;
    }

    /// <summary>The next lease of a job that is allowed, or null.</summary>
    /// <param name="isAllowed">Whether a job may run.</param>
    /// <param name="free">How many slots are free.</param>
    public LeasePart? Dequeue(Func<AgentJob, bool> isAllowed, int free)
    {
        foreach (List<LaneGroup> groups in _groups.Values)
        {
            if (First(groups, isAllowed, free) is { } best)
            {
                best.Job.Session.LastServed = Math.Max(best.Job.Session.LastServed, best.Job.Share.Used);
                LeasePart lease = best.Leases.First!.Value;
                best.Leases.RemoveFirst();
                Removed(best, 1);
                return lease;
            }
        }

        return null;
    }

    /// <summary>Takes the lease of a pool that would run last, to be given back.</summary>
    /// <param name="session">The pool.</param>
    /// <param name="anywhere">Whether only leases count that any other silo could run.</param>
    public LeasePart? TakeLast(AgentSession session, bool anywhere)
    {
        foreach ((_, List<LaneGroup> groups) in _groups.Reverse())
        {
            LeaseLane? last = null;
            foreach (LeaseLane lane in groups.Where(group => group.Session == session).SelectMany(group => group.Lanes.Members))
            {
                if (!(anywhere && lane.Job.Start.Labels is not null) && (last is null || LeaseLaneOrder.Before(last, lane)))
                {
                    last = lane;
                }
            }

            if (last is not null)
            {
                LeasePart lease = last.Leases.Last!.Value;
                last.Leases.RemoveLast();
                Removed(last, 1);
                return lease;
            }
        }

        return null;
    }

    public void Remove(AgentJob job)
    {
        if (_byJob.TryGetValue(job, out LeaseLane? lane))
        {
            int leases = lane.Leases.Count;
            lane.Leases.Clear();
            Removed(lane, leases);
        }
    }

    /// <summary>What the job holds, or has used, is another: its lane has another place.</summary>
    public void Touch(AgentJob job)
    {
        _latest = Math.Max(_latest, job.Session.Share.Used);
        if (_byJob.TryGetValue(job, out LeaseLane? lane))
        {
            GroupOf(job).Lanes.Set(lane, isMember: true);
        }
    }

    private LeaseLane? First(List<LaneGroup> groups, Func<AgentJob, bool> isAllowed, int free)
    {
        if (groups.Count == 1)
        {
            return groups[0].First(isAllowed);
        }

        var turn = new PoolTurn(free + groups.Sum(group => group.Session.Share.Running), groups.Sum(group => group.Session.Share.Weight), time.GetTimestamp());
        LeaseLane? best = null;
        foreach (LaneGroup group in groups)
        {
            if ((best is null || turn.IsBefore(group.Session.Share, best.Job.Session.Share)) && group.First(isAllowed) is { } lane)
            {
                best = lane;
            }
        }

        return best;
    }

    private LeaseLane LaneOf(AgentJob job)
    {
        if (_byJob.TryGetValue(job, out LeaseLane? lane))
        {
            return lane;
        }

        if (pools.Count > 1 && !IsWaiting(job.Session))
        {
            job.Session.Share.CatchUp(Present(job.Session));
        }

        if (job.Share.Running == 0)
        {
            job.Share.CatchUp(job.Session.LastServed);
        }

        lane = new LeaseLane(job);
        _byJob.Add(job, lane);
        GroupOf(job).Lanes.Set(lane, isMember: true);
        return lane;
    }

    private bool IsWaiting(AgentSession pool) => _groups.Values.Any(groups => groups.Exists(group => group.Session == pool));

    /// <summary>What those have used that wait here, or else those that run: where one begins that comes, or comes back.</summary>
    private double Present(AgentSession comer)
    {
        FairShare[] others = [.. pools.Where(pool => pool != comer && IsWaiting(pool)).Select(pool => pool.Share)];
        if (others.Length == 0)
        {
            others = [.. pools.Where(pool => pool != comer && pool.Share.Running > 0).Select(pool => pool.Share)];
        }

        long now = time.GetTimestamp();
        return others.Length == 0 ? _latest : others.Sum(share => share.Weight * share.UsedAt(now)) / others.Sum(share => share.Weight);
    }

    private LaneGroup GroupOf(AgentJob job)
    {
        if (!_groups.TryGetValue(job.Start.Priority, out List<LaneGroup>? groups))
        {
            _groups.Add(job.Start.Priority, groups = []);
        }

        if (groups.Find(candidate => candidate.Session == job.Session) is not { } group)
        {
            groups.Add(group = new LaneGroup(job.Session));
        }

        return group;
    }

    private void Removed(LeaseLane lane, int leases)
    {
        Count -= leases;
        if (lane.Leases.Count > 0)
        {
            return;
        }

        _byJob.Remove(lane.Job);
        LaneGroup group = GroupOf(lane.Job);
        group.Lanes.Set(lane, isMember: false);
        if (group.Lanes.Count > 0)
        {
            return;
        }

        List<LaneGroup> groups = _groups[lane.Job.Start.Priority];
        groups.Remove(group);
        if (groups.Count == 0)
        {
            _groups.Remove(lane.Job.Start.Priority);
        }
    }
}
