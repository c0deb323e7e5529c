using Microsoft.Extensions.Logging;
using OrleansPool.Callbacks;
using OrleansPool.Results;

namespace OrleansPool.Session;

/// <summary>The life of a pool: open, closed, terminated; and which of its jobs are under way.</summary>
internal sealed partial class PoolLife(PoolSession session, Func<ValueTask> release, TimeProvider time, ILogger logger)
{
    /// <summary>How long an imap may stand still unread before a closing pool cancels it.</summary>
    private static readonly TimeSpan UnreadLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan UnreadCheckPeriod = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (Job Job, PoolGuard? Guard)> _open = [];
    private State _state = State.Running;
    private Task? _shutdown;
    private Task? _release;
    private Task? _retirement;

    private enum State
    {
        Running,
        Closed,
        Terminated,
    }

    public void ThrowIfNotRunning()
    {
        lock (_gate)
        {
            if (RefusalLocked() is { } refusal)
            {
                throw refusal;
            }
        }
    }

    /// <summary>Takes a job, unless the pool was closed meanwhile.</summary>
    /// <param name="job">The job.</param>
    /// <param name="guard">Keeps the pool from being taken for dropped while the job is under way; null to leave that to the job's handle.</param>
    public void Add(Job job, PoolGuard? guard)
    {
        lock (_gate)
        {
            if (RefusalLocked() is { } refusal)
            {
                throw refusal;
            }

            _open.Add(job.Number, (job, guard));
        }

        session.Register(job);
        job.Ended.ContinueWith(
            _ => Remove(job),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    public void Close()
    {
        lock (_gate)
        {
            if (_state == State.Running)
            {
                _state = State.Closed;
            }
        }
    }

    public async Task JoinAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_state == State.Running)
            {
                throw new InvalidOperationException($"The pool is open, with {_open.Count} jobs under way: call Close() or Terminate() before Join().");
            }
        }

        Task finished = FinishAsync(cancellationToken);
        if (!await Waiting.ForAsync(finished, timeout, cancellationToken).ConfigureAwait(false))
        {
            string what = Open().Length is > 0 and int jobs ? $"{jobs} jobs were still under way" : "Finalizers of workers were still running";
            throw new PoolTimeoutException($"{what} after {timeout}. They go on; join again, or call Terminate().");
        }

        await finished.ConfigureAwait(false);
    }

    public async Task TerminateAsync()
    {
        lock (_gate)
        {
            _state = State.Terminated;
        }

        // No end of a job is sent on its own: it would free slots for the next, which would start after all was said to stop.
        session.Queue.Pause();
        session.Shares.Table.Close(new PoolTerminatedException("The pool was terminated and shares no values any more. Make a new pool."));
        foreach (Job job in Open())
        {
            job.Abort(new PoolTerminatedException(
                $"The pool was terminated while job {job.Id} was under way. Outcomes has what was done; call Close() and Join() instead to let jobs end."));
        }

        await ShutDownAsync().ConfigureAwait(false);
    }

    public async Task DisposeAsync()
    {
        Close();
        await FinishAsync(CancellationToken.None).ConfigureAwait(false);
        await ReleaseAsync().ConfigureAwait(false);
    }

    /// <summary>Nobody can reach the pool any more: stops what it holds.</summary>
    public async Task AbandonAsync()
    {
        lock (_gate)
        {
            if (_state == State.Running)
            {
                LogDropped(session.PoolId);
            }
        }

        await TerminateAsync().ConfigureAwait(false);
        await ReleaseAsync().ConfigureAwait(false);
    }

    /// <summary>Lets go of the workers, once, when the work is done: whoever ends the pool waits for that alone, and not for how another got here.</summary>
    private Task ReleaseAsync()
    {
        lock (_gate)
        {
            return _release ??= ShutDownAndReleaseAsync();
        }
    }

    private async Task ShutDownAndReleaseAsync()
    {
        // Not under the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await ShutDownAsync().ConfigureAwait(false);
        await release().ConfigureAwait(false);
    }

    private Task ShutDownAsync()
    {
        lock (_gate)
        {
            return _shutdown ??= session.DisposeAsync().AsTask();
        }
    }

    /// <summary>Waits until no job is under way, and then until the workers have ended.</summary>
    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        await RetireWorkersAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task RetireWorkersAsync()
    {
        lock (_gate)
        {
            return _state == State.Terminated ? Task.CompletedTask : _retirement ??= session.RetireWorkersAsync();
        }
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        // A callback waits for no callback: that one may wait for it, or for the same.
        bool isInCallback = CallbackScope.IsInsideOf(session);
        while (Open() is { Length: > 0 } open)
        {
            Task all = Task.WhenAll(open.Select(job => isInCallback ? Task.WhenAny(job.Decided) : job.Ended));
            if (all.IsCompleted)
            {
                // Those left are about to leave, or are in callbacks that this must not wait for.
                return;
            }

            try
            {
                await all.WaitAsync(UnreadCheckPeriod, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                CancelUnread(open);
            }
        }
    }

    private static void CancelUnread(Job[] open)
    {
        foreach (Job job in open.Where(job => job.IsUnread(UnreadLimit)))
        {
            job.Abort(new OperationCanceledException(
                $"Job {job.Id} was cancelled when its pool closed: it stood still, since nobody had read from its imap for {UnreadLimit.TotalSeconds:F0} s. "
                + "Read it to its end before the pool is closed, or leave its loop."));
        }
    }

    private Exception? RefusalLocked() => _state switch
    {
        State.Closed => new PoolClosedException("The pool was closed and takes no new jobs. Make a new pool, or call Close() later."),
        State.Terminated => new PoolTerminatedException("The pool was terminated and takes no new jobs. Make a new pool."),
        _ => null,
    };

    private void Remove(Job job)
    {
        lock (_gate)
        {
            _open.Remove(job.Number);
        }
    }

    private Job[] Open()
    {
        lock (_gate)
        {
            return [.. _open.Values.Select(entry => entry.Job)];
        }
    }
}
