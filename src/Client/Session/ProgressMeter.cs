using OrleansPool.Callbacks;

namespace OrleansPool.Session;

/// <summary>
/// Counts a job's completed items and reports them, at most ten times a second. Thread-safe. The listener is the user's code: it is called
/// on a thread of its own, one report at a time. While it is busy with one, later ones wait for nothing: they become one more when it returns.
/// </summary>
internal sealed class ProgressMeter(IProgress<JobProgress>? listener, CallbackScope scope, Action<Exception> listenerFailed, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the end of a job waits for a listener that is busy: one may wait for the job itself, in a way that can't be seen.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private long _lastReport;
    private long _completed;
    private long _failed;
    private long? _total;
    private TimeSpan? _elapsed;
    private bool _isReporting;
    private bool _isDue;
    private TaskCompletionSource? _lastTold;

    public long Completed
    {
        get
        {
            lock (_gate)
            {
                return _completed;
            }
        }
    }

    /// <summary>How long the job has run, or ran.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (_gate)
            {
                return _elapsed ?? time.GetElapsedTime(_started);
            }
        }
    }

    public JobProgress Now
    {
        get
        {
            lock (_gate)
            {
                double seconds = (_elapsed ?? time.GetElapsedTime(_started)).TotalSeconds;
                double rate = seconds > 0 ? _completed / seconds : 0;
                TimeSpan? remaining = _total is { } total && rate > 0
                    ? TimeSpan.FromSeconds(Math.Min((total - _completed) / rate, TimeSpan.MaxValue.TotalSeconds / 2))
                    : null;
                return new JobProgress(_completed, _failed, _total, rate, remaining);
            }
        }
    }

    public void SetTotal(long? total)
    {
        lock (_gate)
        {
            _total = total;
        }
    }

    public void Add(int completed, int failed)
    {
        lock (_gate)
        {
            _completed += completed;
            _failed += failed;
            if (listener is null || (_lastReport != 0 && time.GetElapsedTime(_lastReport) < Period))
            {
                return;
            }

            _lastReport = time.GetTimestamp();
        }

        ThreadPool.UnsafeQueueUserWorkItem(static meter => meter.Report(), this, preferLocal: false);
    }

    /// <summary>Whether anybody listens.</summary>
    public bool HasListener => listener is not null;

    /// <summary>The job has ended: the clock stops.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _elapsed ??= time.GetElapsedTime(_started);
        }
    }

    /// <summary>Reports the end of the job, within a bound when the listener is busy: then it is told when it returns.</summary>
    public async Task ReportLastAsync()
    {
        if (listener is null)
        {
            return;
        }

        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _lastTold = told;
        }

        Report();
        try
        {
            await told.Task.WaitAsync(LastPatience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The thread that is with the listener tells it.
            return;
        }
    }

    private void Report()
    {
        lock (_gate)
        {
            if (_isReporting)
            {
                _isDue = true;
                return;
            }

            _isReporting = true;
        }

        do
        {
            Tell();
        }
        while (IsDueAgain());
    }

    private void Tell()
    {
        using IDisposable visit = scope.Enter();
        try
        {
            listener!.Report(Now);
        }
        catch (Exception error)
        {
            listenerFailed(error);
        }
    }

    private bool IsDueAgain()
    {
        lock (_gate)
        {
            if (_isDue)
            {
                _isDue = false;
                return true;
            }

            _isReporting = false;
            _lastTold?.TrySetResult();
            return false;
        }
    }
}
