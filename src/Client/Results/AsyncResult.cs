using System.Runtime.CompilerServices;
using OrleansPool.Results;

namespace OrleansPool;

/// <summary>The handle of a job under way, whose work has no result. Await it, or ask it.</summary>
/// <remarks>Thread-safe; may be waited for any number of times.</remarks>
public class AsyncResult
{
    private readonly IJobHandle _job;

    internal AsyncResult(IJobHandle job) => _job = job;

    /// <summary>Gets the identity of the job, the same as <see cref="PoolContext.JobId"/> in its function.</summary>
    public string JobId => _job.JobId;

    /// <summary>Gets how far the job is.</summary>
    public JobProgress Progress => _job.Progress;

    /// <summary>Gets the items that have failed so far.</summary>
    /// <value>
    /// By index. A map, a starmap and an apply keep all; work without results keeps at most the first 10,000 that arrived, and at most 64 MiB of
    /// them, so that an endless input runs in constant memory: <see cref="JobProgress.Failed"/> counts all. A new list at each call; may be
    /// asked for while the job runs. What ended the whole job, such as a cancel, is no failure of an item.
    /// </value>
    public IReadOnlyList<FailedItem> Failures => _job.Failures;

    /// <summary>Gets where the time of the job's workers went so far: starting, waiting, working; and its slowest items.</summary>
    /// <value>A new picture at each call; may be asked for while the job runs. Empty while nothing has come. Always on: it costs a few numbers a lease.</value>
    public JobInsights Insights => _job.Insights;

    /// <summary>Gets whether the job has ended, well or not.</summary>
    public bool IsReady => _job.Ready.IsCompleted;

    /// <summary>Gets whether the job ended without an error.</summary>
    /// <exception cref="InvalidOperationException">The job has not ended.</exception>
    public bool IsSuccessful => IsReady
        ? _job.Ready.IsCompletedSuccessfully
        : throw new InvalidOperationException($"Job {JobId} is not ready: {Progress.Completed} items are done. Wait for it before asking whether it succeeded.");

    /// <summary>Waits until the job has ended, however it ended. Blocks the thread.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <returns>Whether the job has ended. If not, it goes on.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public bool Wait(TimeSpan? timeout = null) => Waiting.Block(_job.Ready, timeout);

    /// <summary>Waits until the job has ended, however it ended.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>Whether the job has ended. If not, it goes on.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<bool> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Waiting.ForAsync(_job.Ready, timeout, cancellationToken);

    /// <summary>Waits for the end of the job and throws what it failed with. Blocks the thread.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="PoolTimeoutException">The time is up; the job goes on and may be asked again.</exception>
    public void Get(TimeSpan? timeout = null)
    {
        BlockUntilReady(timeout);
        _job.Ready.GetAwaiter().GetResult();
    }

    /// <summary>Waits for the end of the job and throws what it failed with.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>A task that completes with the job.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="PoolTimeoutException">The time is up; the job goes on and may be asked again.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task GetAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => WaitUntilReadyAsync(timeout, cancellationToken);

    /// <summary>Ends the job: items that have not started are dropped, running ones are asked to stop, and waiting for it throws <see cref="OperationCanceledException"/>.</summary>
    /// <remarks>Does nothing to a job that has ended. Completes the handle at once, whatever a running function does.</remarks>
    public void Cancel() => _job.Cancel(new OperationCanceledException($"Job {JobId} was cancelled by its caller."));

    /// <summary>The job as a task, which fails as the job does.</summary>
    /// <returns>A task that completes with the job.</returns>
    /// <remarks>Inside a function the slot is lent to others from this call on, until the job ends: await the task at once.</remarks>
    public Task AsTask() => Waiting.Lending(_job.Ready);

    /// <summary>Makes the handle awaitable.</summary>
    /// <returns>The awaiter of <see cref="AsTask"/>.</returns>
    public TaskAwaiter GetAwaiter() => AsTask().GetAwaiter();

    /// <summary>Configures how the handle is awaited.</summary>
    /// <param name="continueOnCapturedContext">Whether to continue on the context of the caller.</param>
    /// <returns>An awaitable of <see cref="AsTask"/>.</returns>
    public ConfiguredTaskAwaitable ConfigureAwait(bool continueOnCapturedContext) => AsTask().ConfigureAwait(continueOnCapturedContext);

    /// <inheritdoc/>
    public override string ToString() => IsReady ? $"Job {JobId}: {_job.Ready.Status}" : $"Job {JobId}: {Progress.Completed} items done";

    private protected async Task WaitUntilReadyAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (!await WaitAsync(timeout, cancellationToken).ConfigureAwait(false))
        {
            throw NotReady(timeout);
        }

        await _job.Ready.ConfigureAwait(false);
    }

    private protected void BlockUntilReady(TimeSpan? timeout)
    {
        if (!Wait(timeout))
        {
            throw NotReady(timeout);
        }
    }

    private PoolTimeoutException NotReady(TimeSpan? timeout)
    {
        JobProgress progress = Progress;
        return new PoolTimeoutException(
            $"Job {JobId} was not ready after {timeout}: {progress.Completed} of {progress.Total?.ToString() ?? "an unknown number of"} items are done. "
            + "It goes on; ask again, wait longer, or call Cancel().");
    }
}
