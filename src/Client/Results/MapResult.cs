using OrleansPool.Results;

namespace OrleansPool;

/// <summary>The handle of a map: its results in input order, and how each item ended.</summary>
/// <typeparam name="T">Type of one result.</typeparam>
public sealed class MapResult<T> : AsyncResult<T[]>
{
    private readonly Func<IReadOnlyList<ItemOutcome<T>>> _outcomes;

    internal MapResult(IJobHandle<T[]> job, Func<IReadOnlyList<ItemOutcome<T>>> outcomes)
        : base(job) => _outcomes = outcomes;

    /// <summary>Gets how each item ended: its value, its error, or that it was abandoned, by index.</summary>
    /// <value>One outcome for each item that was read from the input; also after a failure, a time-out or a cancel. A new list at each call.</value>
    /// <exception cref="InvalidOperationException">The job has not ended.</exception>
    public IReadOnlyList<ItemOutcome<T>> Outcomes => IsReady
        ? _outcomes()
        : throw new InvalidOperationException($"Job {JobId} is not ready: {Progress.Completed} items are done. Wait for it before reading its outcomes.");
}
