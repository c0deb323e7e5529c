using OrleansPool.Results;

namespace OrleansPool.Session;

/// <summary>A job as its public handle sees it.</summary>
internal sealed class JobHandle<TItem, TResult, TOutcome>(ItemJob<TItem, TResult, TOutcome> job) : IJobHandle<TOutcome>
{
    public string JobId => job.Id;

    public JobProgress Progress => job.Progress.Now;

    public IReadOnlyList<FailedItem> Failures => job.Failures.ToList();

    public JobInsights Insights => job.Insights;

    public Task<TOutcome> Ready => job.Completion.Ready;

    Task IJobHandle.Ready => Ready;

    public void Cancel(Exception reason) => job.Abort(reason);
}
