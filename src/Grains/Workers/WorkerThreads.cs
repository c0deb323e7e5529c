using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace OrleansPool.Workers;

/// <summary>
/// The silo's own threads for functions: a grain's turn or the .NET thread pool would starve the silo's messages for as long as a function
/// computes. Also the synchronization context of asynchronous functions, so that what follows an await runs here as well.
/// </summary>
/// <remarks>
/// Threads are made when none is idle, up to a limit, and end when idle for long. The limit is a multiple of the slots, not their number,
/// since a function may block one thread while it waits for a continuation on another.
/// </remarks>
internal sealed class WorkerThreads(int slots) : SynchronizationContext
{
    private const int ThreadsPerSlot = 8;
    private const int IdleMilliseconds = 30_000;

    /// <summary>Longer than a caller takes to send the next item when it has one result and sends one item after another.</summary>
    private static readonly TimeSpan WatchTime = TimeSpan.FromMicroseconds(100);

    private static readonly ManualResetEvent NeverWaits = new(initialState: true);

    private readonly object _gate = new();
    private readonly Queue<Work> _queue = new();
    private int _limit = Math.Max(64, slots * ThreadsPerSlot);
    private int _count;
    private int _idle;
    private int _watching;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback callback, object? state)
    {
        lock (_gate)
        {
            _queue.Enqueue(new Work(callback, state));
            if (_idle + _watching >= _queue.Count)
            {
                if (_queue.Count > _watching)
                {
                    Monitor.Pulse(_gate);
                }

                return;
            }

            if (_count >= _limit)
            {
                return;
            }

            _count++;
        }

        new Thread(Run) { IsBackground = true, Name = "OrleansPool worker" }.Start();
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback callback, object? state) => callback(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Allows for threads that are blocked or do not come back, and takes that back.</summary>
    public void Allow(int more)
    {
        lock (_gate)
        {
            _limit += more;
        }
    }

    /// <summary>Runs an asynchronous action here. The caller's execution context does not flow into it.</summary>
    public Task RunAsync(Func<Task> action)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(static async state =>
        {
            (Func<Task> action, TaskCompletionSource done) = ((Func<Task>, TaskCompletionSource))state!;
            try
            {
                await action();
                done.TrySetResult();
            }
            catch (Exception error)
            {
                done.TrySetException(error);
            }
        }, (action, done));
        return done.Task;
    }

    /// <summary>
    /// What a function did to its thread is not for what runs on it next: an interrupt of itself would show at the next wait, be that one of ours
    /// or of another function. Called where functions end before a lock or a wait of ours; cheap, but not for each item.
    /// </summary>
    public static void Restore()
    {
        Thread thread = Thread.CurrentThread;
        if (thread.Priority != ThreadPriority.Normal)
        {
            thread.Priority = ThreadPriority.Normal;
        }

        try
        {
            NeverWaits.WaitOne(0);
        }
        catch (ThreadInterruptedException)
        {
            // That was it.
            return;
        }
    }

    private void Run()
    {
        SetSynchronizationContext(this);
        while (RunNext())
        {
            // In a frame of its own: this one lives as long as the thread, and would keep what ran last alive while the thread is idle.
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RunNext()
    {
        if (NextUninterrupted() is not { } work)
        {
            return false;
        }

        work.Callback(work.State);
        Restore();
        return true;
    }

    private Work? NextUninterrupted()
    {
        while (true)
        {
            try
            {
                return Next();
            }
            catch (ThreadInterruptedException)
            {
                // Some function kept this thread at hand and interrupted it while it was idle.
                continue;
            }
        }
    }

    private Work? Next()
    {
        Watch();
        lock (_gate)
        {
            while (_queue.Count == 0)
            {
                if (!WaitForWork() && _queue.Count == 0)
                {
                    _count--;
                    return null;
                }
            }

            return _queue.Dequeue();
        }
    }

    /// <summary>
    /// Looks out for work for a moment before it sleeps, as one thread at a time does: to wake a thread takes as long as a short item. It lets other
    /// threads have the core.
    /// </summary>
    private void Watch()
    {
        lock (_gate)
        {
            if (_queue.Count > 0 || _watching > 0)
            {
                return;
            }

            _watching = 1;
        }

        try
        {
            long start = Stopwatch.GetTimestamp();
            var spin = default(SpinWait);
            while (_queue.Count == 0 && Stopwatch.GetElapsedTime(start) < WatchTime)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }
        }
        finally
        {
            // Without the lock, for which an interrupt would be a reason not to come here. Who counted on this thread finds it at the queue next.
            Volatile.Write(ref _watching, 0);
        }
    }

    private bool WaitForWork()
    {
        _idle++;
        try
        {
            return Monitor.Wait(_gate, IdleMilliseconds);
        }
        finally
        {
            _idle--;
        }
    }

    private sealed record Work(SendOrPostCallback Callback, object? State);
}
