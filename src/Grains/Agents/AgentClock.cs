namespace OrleansPool.Agents;

/// <summary>Ticks while the agent has work, every ten milliseconds, and rests otherwise.</summary>
internal sealed class AgentClock : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);

    private readonly Agent _agent;
    private readonly ITimer _timer;
    private int _isRunning;
    private int _isTicking;

    public AgentClock(Agent agent, TimeProvider time)
    {
        _agent = agent;
        _timer = time.CreateTimer(static state => ((AgentClock)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Start()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 0)
        {
            _timer.Change(Period, Period);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        if (Interlocked.Exchange(ref _isTicking, 1) == 1)
        {
            return;
        }

        try
        {
            if (_agent.Tick())
            {
                return;
            }

            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Volatile.Write(ref _isRunning, 0);

            // Work may have come between the look and the rest.
            if (_agent.Tick())
            {
                Start();
            }
        }
        finally
        {
            Volatile.Write(ref _isTicking, 0);
        }
    }
}
