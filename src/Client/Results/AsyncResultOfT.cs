using System.Runtime.CompilerServices;
using OrleansPool.Results;

namespace OrleansPool;

/// <summary>The handle of a job under way, which gives its result. Await it, or ask it.</summary>
/// <typeparam name="T">Type of the result.</typeparam>
/// <remarks>Thread-safe; may be waited for any number of times.</remarks>
public class AsyncResult<T> : AsyncResult
{
    private readonly IJobHandle<T> _job;

    internal AsyncResult(IJobHandle<T> job)
        : base(job) => _job = job;

    /// <summary>Waits for the result. Blocks the thread.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="PoolTimeoutException">The time is up; the job goes on and may be asked again.</exception>
    public new T Get(TimeSpan? timeout = null)
    {
        BlockUntilReady(timeout);
        return _job.Ready.GetAwaiter().GetResult();
    }

    /// <summary>Waits for the result.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting, not the job.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="PoolTimeoutException">The time is up; the job goes on and may be asked again.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public new async Task<T> GetAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        await WaitUntilReadyAsync(timeout, cancellationToken).ConfigureAwait(false);
        return await _job.Ready.ConfigureAwait(false);
    }

    /// <summary>The result as a task, which fails as the job does.</summary>
    /// <returns>A task that completes with the job.</returns>
    /// <remarks>Inside a function the slot is lent to others from this call on, until the job ends: await the task at once.</remarks>
    public new Task<T> AsTask() => Waiting.Lending(_job.Ready);

    /// <summary>Makes the handle awaitable.</summary>
    /// <returns>The awaiter of <see cref="AsTask"/>.</returns>
    public new TaskAwaiter<T> GetAwaiter() => AsTask().GetAwaiter();

    /// <summary>Configures how the handle is awaited.</summary>
    /// <param name="continueOnCapturedContext">Whether to continue on the context of the caller.</param>
    /// <returns>An awaitable of <see cref="AsTask"/>.</returns>
    public new ConfiguredTaskAwaitable<T> ConfigureAwait(bool continueOnCapturedContext) => AsTask().ConfigureAwait(continueOnCapturedContext);
}
