using OrleansPool.Results;

namespace OrleansPool;

public sealed partial class Pool
{
    private bool _isOfSilo;

    /// <summary>Takes no new jobs from now on; those under way go on. Calling it again does nothing.</summary>
    /// <remarks>A verb that is called after this throws <see cref="PoolClosedException"/>.</remarks>
    public void Close()
    {
        ThrowIfOfSilo();
        _life.Close();
    }

    /// <summary>Gets what <see cref="PoolOptions.Finalizer"/> did in each worker that has ended so far.</summary>
    /// <value>
    /// One entry for each worker, in no order; all of them once the pool was joined or disposed. Workers that are renewed
    /// (<see cref="PoolOptions.MaxTasksPerWorker"/>) add to it meanwhile. At most 65,536 are kept; a warning says when there were more. Their values
    /// and errors have 64 MiB in all; in the place of what goes beyond is a <see cref="PayloadTooLargeException"/>.
    /// </value>
    public IReadOnlyList<WorkerResult> FinalizerResults => _session.WorkerEnds.Results();

    /// <summary>Gets what <see cref="PoolOptions.Finalizer"/> returned in each worker that has ended so far.</summary>
    /// <typeparam name="T">What the finalizer returns.</typeparam>
    /// <returns>The values, in the order of <see cref="FinalizerResults"/>.</returns>
    /// <exception cref="Exception">A finalizer failed: this is the first error, of its own type. All are in <see cref="FinalizerResults"/>.</exception>
    /// <exception cref="InvalidOperationException">A finalizer returned something of another type.</exception>
    public IReadOnlyList<T> GetFinalizerResults<T>() => [.. FinalizerResults.Select(WorkerValues.Of<T>)];

    /// <summary>Waits until all jobs have ended, their callbacks too, and the workers' finalizers. Blocks the thread.</summary>
    /// <exception cref="InvalidOperationException">The pool is still open: call <see cref="Close"/> or <see cref="Terminate"/> first.</exception>
    public void Join() => Waiting.Block(JoinAsync());

    /// <summary>Waits until all jobs have ended, their callbacks too, and the workers' finalizers.</summary>
    /// <param name="timeout">The longest time to wait; <see langword="null"/> for no limit.</param>
    /// <param name="cancellationToken">Ends the waiting, not the jobs.</param>
    /// <returns>A task that completes when nothing is under way.</returns>
    /// <exception cref="InvalidOperationException">The pool is still open: call <see cref="Close"/> or <see cref="Terminate"/> first.</exception>
    /// <exception cref="PoolTimeoutException">The time is up; the jobs and finalizers go on.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <remarks>
    /// An imap that stands still since nobody has read from it for two seconds is cancelled, so that this ends. May be called from a callback or
    /// a progress listener: there it waits for no callback, only for the outcomes of all jobs.
    /// </remarks>
    public Task JoinAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) => _life.JoinAsync(timeout, cancellationToken);

    /// <summary>Stops now: every open result completes with <see cref="PoolTerminatedException"/>, and running functions are asked to stop. Blocks shortly.</summary>
    /// <remarks>May be called from a callback. A function that ignores its token runs on unseen until it returns.</remarks>
    public void Terminate() => Waiting.Block(TerminateAsync());

    /// <summary>Stops now: every open result completes with <see cref="PoolTerminatedException"/>, and running functions are asked to stop.</summary>
    /// <returns>A task that completes when the cluster knows, after at most ten seconds.</returns>
    /// <remarks>May be called from a callback. A function that ignores its token runs on unseen until it returns.</remarks>
    public Task TerminateAsync()
    {
        ThrowIfOfSilo();
        return _life.TerminateAsync();
    }

    /// <summary>Closes the pool, waits for the work under way and the workers' finalizers, and lets go of the workers. Nothing is dropped silently.</summary>
    /// <returns>A task that completes when all is done.</returns>
    /// <remarks>
    /// An imap that stands still since nobody has read from it for two seconds is cancelled, so that this ends. May be called from a callback or
    /// a progress listener: there it waits for no callback, only for the outcomes of all jobs.
    /// </remarks>
    public ValueTask DisposeAsync()
    {
        if (_isOfSilo)
        {
            return ValueTask.CompletedTask;
        }

        Guard.Dismiss();
        return new ValueTask(_life.DisposeAsync());
    }

    /// <summary>Does the same as <see cref="DisposeAsync"/>. Blocks the thread.</summary>
    public void Dispose() => Waiting.Block(DisposeAsync().AsTask());

    /// <summary>The pool is a silo's own, for all functions there: none of them may end it for the others.</summary>
    internal void BelongToSilo()
    {
        _isOfSilo = true;
        Guard.Dismiss();
    }

    /// <summary>The silo that the pool belongs to stops.</summary>
    internal Task LetGoAsync() => _life.TerminateAsync();

    private void ThrowIfOfSilo()
    {
        if (_isOfSilo)
        {
            throw new InvalidOperationException(
                "PoolContext.Current.Pool belongs to the silo, for all functions there, and cannot be closed or terminated by one of them. "
                + "Cancel jobs by their handles; to end a pool, make one of your own.");
        }
    }
}
