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

    public int Of(AgentJob job)
    {
        int priority = job.Start.Priority;
        int left = _workers - _wanted.Where(other => other.Key.Start.Priority > priority).Sum(other => other.Value);
        if (left <= 0)
        {
            return 0;
        }

        double ofPool = job.Session.Share.Weight / _poolWeights[priority];
        double ofJob = job.Share.Weight / _jobWeights[(priority, job.Session)];
        return Math.Max(1, (int)((left * ofPool * ofJob) + 1e-9));
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
