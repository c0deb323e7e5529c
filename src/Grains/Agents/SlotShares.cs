using System.Runtime.InteropServices;

namespace OrleansPool.Agents;

/// <summary>
/// How many of a silo's slots each job should have, of those that have work here: more important jobs first; then by the weight of their pool and
/// by their own within the pool. At least one, as long as more important ones leave any.
/// </summary>
internal sealed class SlotShares
{
    private readonly Dictionary<int, double> _poolWeights = [];
    private readonly Dictionary<(int Priority, AgentSession Pool), double> _jobWeights = [];
    private readonly SortedDictionary<int, int> _running = [];
    private readonly int _workers;

    public SlotShares(IEnumerable<AgentJob> atWork, int workers)
    {
        _workers = workers;
        foreach (AgentJob job in atWork.Distinct())
        {
            int priority = job.Start.Priority;
            ref double jobs = ref CollectionsMarshal.GetValueRefOrAddDefault(_jobWeights, (priority, job.Session), out bool isKnown);
            jobs += job.Share.Weight;
            if (!isKnown)
            {
                _poolWeights[priority] = _poolWeights.GetValueOrDefault(priority) + job.Session.Share.Weight;
            }

            _running[priority] = _running.GetValueOrDefault(priority) + job.Share.Running;
        }
    }

    public int Of(AgentJob job)
    {
        int priority = job.Start.Priority;
        int left = _workers - _running.Where(running => running.Key > priority).Sum(running => running.Value);
        if (left <= 0)
        {
            return 0;
        }

        double ofPool = job.Session.Share.Weight / _poolWeights[priority];
        double ofJob = job.Share.Weight / _jobWeights[(priority, job.Session)];
        return Math.Max(1, (int)Math.Round(left * ofPool * ofJob, MidpointRounding.ToZero));
    }
}
