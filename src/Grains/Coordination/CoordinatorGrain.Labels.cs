using OrleansPool.Failures;
using OrleansPool.Placement;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    /// <summary>How long a job may wait for a silo with its labels: one that is restarted comes back within this time.</summary>
    private static readonly TimeSpan MatchPatience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, long> _unmatchedSince = [];

    /// <summary>Fails jobs of which no silo has had the labels for long.</summary>
    private void FailUnmatched()
    {
        (string Name, IReadOnlyDictionary<string, string> Labels)[] silos =
            [.. _links.Values.Where(link => link.Slots > 0).Select(link => (link.Name, (IReadOnlyDictionary<string, string>)link.Labels))];
        foreach (JobStart job in _jobs.Values.Where(job => job.Labels is not null).ToList())
        {
            LabelDemand demand = LabelDemand.From(job.Labels)!;
            if (silos.Any(silo => demand.IsMetBy(silo.Labels)))
            {
                _unmatchedSince.Remove(job.Job);
            }
            else if (!_unmatchedSince.TryGetValue(job.Job, out long since))
            {
                _unmatchedSince[job.Job] = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(since) > MatchPatience)
            {
                _unmatchedSince.Remove(job.Job);
                Failure failure = FailureEncoder.From(new NoMatchingSiloException(
                    $"Job {job.Id} has waited for {MatchPatience.TotalSeconds:F0} s for a silo that can run it. {demand.Explain(silos)}"));
                EndJob(job.Job, failure);
                _outcomes.Add(new JobFailure { Job = job.Job, Failure = failure });
            }
        }
    }
}
