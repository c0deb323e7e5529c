using OrleansPool.Agents;

namespace OrleansPool.Workers;

/// <summary>A worker's work in a slot, from the first lease until there is none: one call of the worker grain.</summary>
internal sealed class Shift(Agent agent, Slot slot)
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isAbandoned;

    public Slot Slot { get; } = slot;

    /// <summary>Completes when the slot is free again.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether its function did not end in time after its job had: the slot went to a new shift.</summary>
    public bool IsAbandoned => _isAbandoned;

    public void Abandon()
    {
        _isAbandoned = true;
        _done.TrySetResult();
    }

    public async Task RunAsync()
    {
        try
        {
            while (!_isAbandoned && agent.TakeRun(this) is { } run)
            {
                Slot.Run = run;
                await run.ExecuteAsync();
                agent.EndRun(this, run);
            }
        }
        finally
        {
            _done.TrySetResult();
        }
    }
}
