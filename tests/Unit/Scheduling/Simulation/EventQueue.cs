namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>Simulated time in microseconds: what was planned for a time happens then, in the order of planning.</summary>
internal sealed class EventQueue
{
    private readonly PriorityQueue<Action, (long Time, long Order)> _events = new();
    private long _order;

    public long Now { get; private set; }

    public long Handled { get; private set; }

    public void After(long microseconds, Action action) => _events.Enqueue(action, (Now + microseconds, _order++));

    /// <summary>Handles events until the condition holds. False: nothing is left to happen, or the limit is reached.</summary>
    public bool RunUntil(Func<bool> condition, long limit)
    {
        while (!condition())
        {
            if (Now > limit || !_events.TryDequeue(out var action, out var when))
            {
                return false;
            }

            Now = when.Time;
            Handled++;
            action();
        }

        return true;
    }
}
