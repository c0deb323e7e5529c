using OrleansPool.Results;

namespace OrleansPool;

/// <summary>The handle of a map: its results in input order, and how each item ended.</summary>
/// <typeparam name="T">Type of one result.</typeparam>
public sealed class MapResult<T> : AsyncResult<T[]>
{
    private readonly Func<IReadOnlyList<ItemOutcome<T>>> _collect;
    private IReadOnlyList<ItemOutcome<T>>? _outcomes;

    internal MapResult(IJobHandle<T[]> job, Func<IReadOnlyList<ItemOutcome<T>>> collect)
        : base(job) => _collect = collect;

    /// <summary>Gets how each item ended: its value, its error, or that it was abandoned, by index.</summary>
    /// <value>
    /// One outcome for each item of the input, also after a failure, a time-out, a cancel or <see cref="Pool.Terminate"/>: what was done by then is
    /// given, and what was not is named, as abandoned. For an input without a count those are the items that had been read from it.
    /// Does not change any more. Each outcome is made when it is asked for, so a large list costs no memory of its own.
    /// </value>
    /// <exception cref="InvalidOperationException">The job has not ended.</exception>
    public IReadOnlyList<ItemOutcome<T>> Outcomes => IsReady
        ? _outcomes ??= _collect()
        : throw new InvalidOperationException($"Job {JobId} is not ready: {Progress.Completed} items are done. Wait for it before reading its outcomes.");
}
