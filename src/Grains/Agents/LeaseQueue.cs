namespace OrleansPool.Agents;

/// <summary>
/// The leases that wait for a slot: higher priority first, and among equals one lease of each job in turn, so that no job waits behind the
/// backlog of another. Not thread-safe.
/// </summary>
internal sealed class LeaseQueue
{
    private readonly SortedDictionary<int, LinkedList<Lane>> _lanes = new(Comparer<int>.Create((left, right) => right.CompareTo(left)));
    private readonly Dictionary<AgentJob, Lane> _byJob = [];

    public int Count { get; private set; }

    public void Enqueue(LeasePart lease) => LaneOf(lease.Job).Leases.AddLast(lease);

    /// <summary>Puts the rest of a lease where it was taken from.</summary>
    public void EnqueueFirst(LeasePart lease) => LaneOf(lease.Job).Leases.AddFirst(lease);

    private Lane LaneOf(AgentJob job)
    {
        if (!_byJob.TryGetValue(job, out Lane? lane))
        {
            lane = new Lane(job);
            _byJob.Add(job, lane);
            int priority = job.Start.Priority;
            if (!_lanes.TryGetValue(priority, out LinkedList<Lane>? lanes))
            {
                _lanes.Add(priority, lanes = new LinkedList<Lane>());
            }

            lanes.AddLast(lane);
        }

        // Every caller adds one lease to the lane.
        Count++;
        return lane;
    }

    /// <summary>The next lease, or null when there is none but of the excluded jobs.</summary>
    public LeasePart? Dequeue(IReadOnlySet<AgentJob> excluded)
    {
        foreach ((_, LinkedList<Lane> lanes) in _lanes)
        {
            Lane? lane = lanes.FirstOrDefault(candidate => !excluded.Contains(candidate.Job));
            if (lane is null)
            {
                continue;
            }

            LeasePart lease = lane.Leases.First!.Value;
            lane.Leases.RemoveFirst();
            Count--;
            lanes.Remove(lane);
            if (lane.Leases.Count > 0)
            {
                lanes.AddLast(lane);
            }
            else
            {
                Forget(lane, lanes);
            }

            return lease;
        }

        return null;
    }

    /// <summary>Takes the lease of a pool that would run last, to be given back.</summary>
    public LeasePart? TakeLast(AgentSession session)
    {
        foreach ((_, LinkedList<Lane> lanes) in _lanes.Reverse())
        {
            Lane? lane = lanes.LastOrDefault(candidate => candidate.Job.Session == session);
            if (lane is null)
            {
                continue;
            }

            LeasePart lease = lane.Leases.Last!.Value;
            lane.Leases.RemoveLast();
            Count--;
            if (lane.Leases.Count == 0)
            {
                lanes.Remove(lane);
                Forget(lane, lanes);
            }

            return lease;
        }

        return null;
    }

    public void Remove(AgentJob job)
    {
        if (_byJob.TryGetValue(job, out Lane? lane))
        {
            LinkedList<Lane> lanes = _lanes[job.Start.Priority];
            Count -= lane.Leases.Count;
            lanes.Remove(lane);
            Forget(lane, lanes);
        }
    }

    private void Forget(Lane lane, LinkedList<Lane> lanes)
    {
        _byJob.Remove(lane.Job);
        if (lanes.Count == 0)
        {
            _lanes.Remove(lane.Job.Start.Priority);
        }
    }

    private sealed class Lane(AgentJob job)
    {
        public AgentJob Job { get; } = job;

        public LinkedList<LeasePart> Leases { get; } = [];
    }
}
