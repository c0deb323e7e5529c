using OrleansPool.Collecting;
using OrleansPool.Results;

namespace OrleansPool;

/// <summary>The results of an imap, one by one: in input order, or as they finish. Read it with <c>await foreach</c>, <c>foreach</c> or <see cref="Next"/>.</summary>
/// <typeparam name="T">Type of one result.</typeparam>
/// <remarks>
/// An item that fails throws in its place, and the iteration can go on after it; a loop ends at the first exception, so use
/// <see cref="WithOutcomes"/> to see all. Leaving a loop early cancels the rest of the job.
/// </remarks>
public sealed class ImapResult<T> : IAsyncEnumerable<T>
{
    private readonly ImapReader<T> _reader;

    internal ImapResult(ImapReader<T> reader) => _reader = reader;

    /// <summary>Gets the identity of the job, the same as <see cref="PoolContext.JobId"/> in its function.</summary>
    public string JobId => _reader.JobId;

    /// <summary>Gets how far the job is.</summary>
    public JobProgress Progress => _reader.Progress;

    /// <summary>Gets the items that have failed so far, whether they were read already or not.</summary>
    /// <value>
    /// By index; at most the first 10,000 that arrived, and at most 64 MiB of them, so that an endless imap runs in constant memory:
    /// <see cref="JobProgress.Failed"/> counts all. A new list at each call; may be asked for while the job runs.
    /// </value>
    public IReadOnlyList<FailedItem> Failures => _reader.Failures;

    /// <summary>Gets where the time of the job's workers went so far: starting, waiting, working; and its slowest items.</summary>
    /// <value>A new picture at each call; may be asked for while the job runs. Empty while nothing has come. Always on: it costs a few numbers a lease.</value>
    public JobInsights Insights => _reader.Insights;

    /// <summary>Waits for the next result. Blocks the thread.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <returns>The result.</returns>
    /// <exception cref="PoolTimeoutException">The time is up. Nothing is lost: the next call goes on.</exception>
    /// <exception cref="InvalidOperationException">There are no more results.</exception>
    public T Next(TimeSpan? timeout = null) => Waiting.Block(NextAsync(timeout));

    /// <summary>Waits for the next result. What the item's function threw is thrown here; the next call goes on with the next item.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>The result.</returns>
    /// <exception cref="PoolTimeoutException">The time is up. Nothing is lost: the next call goes on.</exception>
    /// <exception cref="InvalidOperationException">There are no more results.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, or the job was.</exception>
    public async Task<T> NextAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        (bool hasValue, T value) = await TryNextAsync(timeout, cancellationToken).ConfigureAwait(false);
        return hasValue ? value : throw new InvalidOperationException($"Job {JobId} has no more results: all {Progress.Completed} were read. Use TryNextAsync to find the end.");
    }

    /// <summary>Waits for the next result or the end.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>The result, or <see langword="false"/> at the end.</returns>
    /// <exception cref="PoolTimeoutException">The time is up. Nothing is lost: the next call goes on.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, or the job was.</exception>
    public async Task<(bool HasValue, T Value)> TryNextAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        (bool hasItem, Taken<T> item) = await _reader.TakeAsync(timeout, cancellationToken).ConfigureAwait(false);
        return hasItem ? (true, ImapReader<T>.ValueOf(item)) : (false, default!);
    }

    /// <summary>The same results with their failures as values: never throws for an item.</summary>
    /// <returns>The outcomes, which read from the same job.</returns>
    public ImapOutcomes<T> WithOutcomes() => new(_reader);

    /// <summary>Ends the job: items that have not started are dropped and running ones are asked to stop. Reading on throws <see cref="OperationCanceledException"/>.</summary>
    public void Cancel() => _reader.Cancel();

    /// <summary>Reads the results asynchronously. Disposing the enumerator before the end cancels the rest of the job.</summary>
    /// <param name="cancellationToken">Ends the waiting for the next result.</param>
    /// <returns>An enumerator that goes on where reading stopped.</returns>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new ImapEnumerator<T, T>(_reader, ImapReader<T>.ValueOf, cancellationToken);

    /// <summary>Reads the results with <c>foreach</c>, which blocks the thread. Leaving the loop early cancels the rest of the job.</summary>
    /// <returns>An enumerator that goes on where reading stopped.</returns>
    public IEnumerator<T> GetEnumerator() => new ImapEnumerator<T, T>(_reader, ImapReader<T>.ValueOf, CancellationToken.None);

    /// <summary>The results as a sequence for LINQ, which blocks the thread while it is read.</summary>
    /// <returns>A sequence that can be read once.</returns>
    public IEnumerable<T> AsEnumerable()
    {
        foreach (T item in this)
        {
            yield return item;
        }
    }
}
