using OrleansPool.Workers;

namespace OrleansPool.WorkerProgram;

/// <summary>Does for the run of a worker's process what the agent's clock does in a silo. It has a thread of its own, since functions may hold all others.</summary>
internal sealed class RunClock
{
    private const int PeriodMilliseconds = 10;

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _isRunning = new();
    private volatile LeaseRun? _run;

    public RunClock() => new Thread(Run) { IsBackground = true, Name = "OrleansPool clock" }.Start();

    /// <summary>Looks after a run until the watch is disposed.</summary>
    public IDisposable Watch(LeaseRun run)
    {
        _run = run;
        _isRunning.Set();
        return new Watching(this);
    }

    private void Run()
    {
        while (true)
        {
            _isRunning.Wait();
            Thread.Sleep(PeriodMilliseconds);
            lock (_gate)
            {
                if (_run is { } run)
                {
                    run.CheckTime();
                    run.Harvest();
                }
            }
        }
    }

    private void End()
    {
        // Nothing is reported of a run that has ended.
        _isRunning.Reset();
        lock (_gate)
        {
            _run = null;
        }
    }

    private sealed class Watching(RunClock clock) : IDisposable
    {
        public void Dispose() => clock.End();
    }
}
