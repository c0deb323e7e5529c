namespace OrleansPool.Agents;

/// <summary>
/// How many of a silo's slots each job should have, of those that have work here: more important jobs first, as many as they have work for; then by
/// the weight of their pool and by their own within the pool. At least one, as long as more important ones leave any. All sums are made once,
/// so that a question costs the same however many jobs there are.
/// </summary>
internal sealed class SlotShares
{
    private readonly HashSet<AgentJob> _jobs = [];
    private readonly HashSet<AgentSession> _pools = [];
    private readonly SortedDictionary<int, Level> _levels = [];
    private readonly long _now;

    /// <param name="slots">The slots, for what runs.</param>
    /// <param name="waiting">What waits.</param>
    /// <param name="workers">How many items the silo runs at the same time.</param>
    /// <param name="now">The present time.</param>
    public SlotShares(IEnumerable<Workers.Slot> slots, IEnumerable<LeaseLane> waiting, int workers, long now)
    {
        _now = now;
        // One whose functions all wait for others has lent its slots, and wants none.
        foreach (AgentJob job in slots.Select(slot => slot.Holder).OfType<AgentJob>().Where(job => job.Share.Running > 0).Distinct())
        {
            Add(job, job.Share.Running);
        }

        foreach (LeaseLane lane in waiting)
        {
            Add(lane.Job, lane.Leases.Count);
        }

        int left = workers;
        foreach (Level level in _levels.Values.Reverse())
        {
            level.Slots = Math.Max(0, left);
            left -= level.Wanted;
            level.MostUsed = level.JobWeights.Keys.Where(pool => pool.Share.Running > AtLeastOne(PoolPart(pool, level))).Max(pool => (double?)pool.Share.UsedAt(now));
        }
    }

    public int Of(AgentJob job) => AtLeastOne(PoolPart(job) * job.Share.Weight / _levels[job.Start.Priority].JobWeights[job.Session]);

    /// <summary>Whether the job has more than it should, or its pool has.</summary>
    public bool IsOver(AgentJob job) => job.Share.Running > Of(job) || IsPoolOver(job);

    /// <summary>Whether the job has less than it should, and its pool not more, nor had more so far.</summary>
    public bool IsUnder(AgentJob job) => job.Share.Running < Of(job) && !IsPoolOver(job) && IsPoolInTurn(job);

    /// <summary>Slots that jobs, or pools, have beyond what they should.</summary>
    public int ExcessOf(IReadOnlyCollection<AgentJob> jobs) => Math.Max(
        jobs.Sum(job => Math.Max(0, job.Share.Running - Of(job))),
        jobs.DistinctBy(job => job.Session).Sum(job => Math.Max(0, job.Session.Share.Running - OfPool(job))));

    // Among its own jobs a pool may well have more for a while.
    private bool IsPoolOver(AgentJob job) => _pools.Count > 1 && job.Session.Share.Running > OfPool(job);

    // The whole slots of its share are a pool's at any time, the one of which it has a fraction only when it has used no more than those that have more.
    private bool IsPoolInTurn(AgentJob job)
    {
        FairShare pool = job.Session.Share;
        return _pools.Count == 1
            || pool.Running < PoolTurn.Whole(PoolPart(job))
            || !(pool.UsedAt(_now) > _levels[job.Start.Priority].MostUsed);
    }

    private static int AtLeastOne(double slots) => slots <= 0 ? 0 : Math.Max(1, PoolTurn.Whole(slots));

    private static double PoolPart(AgentSession pool, Level level) => level.Slots * pool.Share.Weight / level.PoolWeights;

    private int OfPool(AgentJob job) => AtLeastOne(PoolPart(job));

    private double PoolPart(AgentJob job) => PoolPart(job.Session, _levels[job.Start.Priority]);

    private void Add(AgentJob job, int wanted)
    {
        if (!_levels.TryGetValue(job.Start.Priority, out Level? level))
        {
            _levels.Add(job.Start.Priority, level = new Level());
        }

        level.Wanted += wanted;
        if (!_jobs.Add(job))
        {
            return;
        }

        _pools.Add(job.Session);
        if (level.JobWeights.TryAdd(job.Session, 0))
        {
            level.PoolWeights += job.Session.Share.Weight;
        }

        level.JobWeights[job.Session] += job.Share.Weight;
    }

    /// <summary>The jobs of one priority.</summary>
    private sealed class Level
    {
        /// <summary>Slots that they have work for.</summary>
        public int Wanted { get; set; }

        /// <summary>Slots that more important jobs leave them.</summary>
        public int Slots { get; set; }

        public double PoolWeights { get; set; }

        /// <summary>The most that a pool has used which has more than it should; null if none has.</summary>
        public double? MostUsed { get; set; }

        /// <summary>The weights of each pool's jobs.</summary>
        public Dictionary<AgentSession, double> JobWeights { get; } = [];
    }
}
