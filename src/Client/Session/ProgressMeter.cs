namespace OrleansPool.Session;

/// <summary>Counts a job's completed items and reports them, at most ten times a second. Thread-safe.</summary>
internal sealed class ProgressMeter(IProgress<JobProgress>? listener, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private long _lastReport;
    private long _completed;
    private long _failed;
    private long? _total;
    private TimeSpan? _elapsed;

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

        Report();
    }

    /// <summary>The job has ended: the clock stops and the last state is reported.</summary>
    public void End()
    {
        lock (_gate)
        {
            _elapsed = time.GetElapsedTime(_started);
        }

        Report();
    }

    private void Report() => listener?.Report(Now);
}
