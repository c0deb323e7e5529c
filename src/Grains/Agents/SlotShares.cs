using System.Runtime.InteropServices;

namespace OrleansPool.Agents;

/// <summary>
/// How many of a silo's slots each job should have, of those that have work here: more important jobs first, as many as they have work for; then by
/// the weight of their pool and by their own within the pool. At least one, as long as more important ones leave any.
/// </summary>
internal sealed class SlotShares
{
    private readonly Dictionary<AgentJob, int> _wanted = [];
    private readonly Dictionary<int, double> _poolWeights = [];
    private readonly Dictionary<(int Priority, AgentSession Pool), double> _jobWeights = [];
    private readonly int _workers;

    /// <param name="slots">The slots, for what runs.</param>
    /// <param name="waiting">What waits.</param>
    /// <param name="workers">How many items the silo runs at the same time.</param>
    public SlotShares(IEnumerable<Workers.Slot> slots, IEnumerable<LeaseLane> waiting, int workers)
    {
        _workers = workers;
        foreach (AgentJob job in slots.Select(slot => slot.Holder).OfType<AgentJob>().Distinct())
        {
            Add(job, job.Share.Running);
        }

        foreach (LeaseLane lane in waiting)
        {
            Add(lane.Job, lane.Leases.Count);
        }
    }

    public int Of(AgentJob job) => AtLeastOne(PoolPart(job) * job.Share.Weight / _jobWeights[(job.Start.Priority, job.Session)]);

    /// <summary>Whether the job has more than it should, or its pool has.</summary>
    public bool IsOver(AgentJob job) => job.Share.Running > Of(job) || IsPoolOver(job);

    /// <summary>Whether the job has less than it should, and its pool not more.</summary>
    public bool IsUnder(AgentJob job) => job.Share.Running < Of(job) && !IsPoolOver(job);

    /// <summary>Slots that jobs, or pools, have beyond what they should.</summary>
    public int ExcessOf(IReadOnlyCollection<AgentJob> jobs) => Math.Max(
        jobs.Sum(job => Math.Max(0, job.Share.Running - Of(job))),
        jobs.DistinctBy(job => job.Session).Sum(job => Math.Max(0, job.Session.Share.Running - OfPool(job))));

    // Among its own jobs a pool may well have more for a while.
    private bool IsPoolOver(AgentJob job) =>
        _jobWeights.Keys.Any(other => other.Pool != job.Session) && job.Session.Share.Running > OfPool(job);

    private static int AtLeastOne(double slots) => slots <= 0 ? 0 : Math.Max(1, (int)(slots + 1e-9));

    private int OfPool(AgentJob job) => AtLeastOne(PoolPart(job));

    private double PoolPart(AgentJob job)
    {
        int priority = job.Start.Priority;
        int left = _workers - _wanted.Where(other => other.Key.Start.Priority > priority).Sum(other => other.Value);
        return Math.Max(0, left) * job.Session.Share.Weight / _poolWeights[priority];
    }

    private void Add(AgentJob job, int wanted)
    {
        ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(_wanted, job, out bool isKnown);
        known += wanted;
        if (isKnown)
        {
            return;
        }

        int priority = job.Start.Priority;
        ref double jobs = ref CollectionsMarshal.GetValueRefOrAddDefault(_jobWeights, (priority, job.Session), out bool isPoolKnown);
        jobs += job.Share.Weight;
        if (!isPoolKnown)
        {
            _poolWeights[priority] = _poolWeights.GetValueOrDefault(priority) + job.Session.Share.Weight;
        }
    }
}
