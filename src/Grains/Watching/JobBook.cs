using System.Collections.Concurrent;

namespace OrleansPool.Watching;

/// <summary>
/// The jobs that this silo knows of: those of the coordinators here, which are asked, and some that have ended. Who wants to know of all jobs asks all
/// silos; no place in the cluster has to hear of each. Thread-safe.
/// </summary>
internal sealed class JobBook(TimeProvider time)
{
    /// <summary>How long one coordinator may take to answer: it does nothing that lasts, so later it is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The most jobs in one answer.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<IWatchedCoordinator, bool> _coordinators = new(ReferenceEqualityComparer.Instance);
    private readonly EndedJobs _ended = new();

    public int Coordinators => _coordinators.Count;

    /// <summary>Jobs that run.</summary>
    public int Running => _coordinators.Keys.Sum(coordinator => coordinator.Jobs);

    public void Add(IWatchedCoordinator coordinator) => _coordinators[coordinator] = true;

    public void Remove(IWatchedCoordinator coordinator) => _coordinators.TryRemove(coordinator, out _);

    /// <summary>A job has ended: nothing of it changes any more.</summary>
    public void Keep(JobWatch job) => _ended.Add(job);

    /// <summary>Those that run, then those that have ended, the latest first; how many more there are; and how many coordinators did not say what they have.</summary>
    public async Task<(JobView[] Jobs, int More, int Silent)> JobsAsync()
    {
        JobView[]?[] running = await Task.WhenAll(_coordinators.Keys.Select(coordinator => AskAsync(coordinator.JobsAsync(), [], late: null))).ConfigureAwait(false);
        List<JobView> jobs = [.. running.OfType<JobView[]>().SelectMany(each => each)];
        jobs.AddRange(_ended.Latest(Most - jobs.Count));
        int all = jobs.Count;
        return ([.. jobs.Take(Most)], Math.Max(0, all - Most), running.Count(each => each is null));
    }

    public async Task<JobDetail?> JobAsync(string id)
    {
        JobDetail?[] found = await Task.WhenAll(_coordinators.Keys.Select(coordinator => AskAsync(coordinator.JobAsync(id), null, late: null))).ConfigureAwait(false);
        return Array.Find(found, job => job is not null) ?? _ended.Find(id)?.Detail();
    }

    public async Task<bool> CancelAsync(string id, string by) => CancelAnswers.Any(
        await Task.WhenAll(_coordinators.Keys.Select(coordinator => AskAsync(CancelAnswers.Of(coordinator.CancelAsync(id, by)), null, late: null))).ConfigureAwait(false),
        "A coordinator did not answer.");

    private async Task<T?> AskAsync<T>(Task<T> answer, T? none, T? late)
    {
        try
        {
            return await answer.WaitAsync(Patience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return late;
        }
        catch (Exception)
        {
            // It is going, and what it has goes to another.
            return none;
        }
    }
}
