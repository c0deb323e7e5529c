using OrleansPool.Agents;

namespace OrleansPool.Workers;

/// <summary>A worker's work in a slot, from the first lease until there was none for a while: one call of the worker grain.</summary>
internal sealed class Shift(Agent agent, Slot slot)
{
    private const int Working = 0;
    private const int Abandoned = 1;
    private const int Over = 2;

    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _state;
    private volatile LeaseRun? _run;

    public Slot Slot { get; } = slot;

    /// <summary>Completes when the slot is free again.</summary>
    public Task Done => _done.Task;

    /// <summary>Whether its function did not end in time and was written off: the slot went to a new shift.</summary>
    public bool IsAbandoned => Volatile.Read(ref _state) == Abandoned;

    /// <summary>Gives the slot up. The thread is made up for until the function lets go of it, if it ever does.</summary>
    public void Abandon()
    {
        if (Interlocked.CompareExchange(ref _state, Abandoned, Working) == Working)
        {
            agent.AllowThreads(1);
        }

        _done.TrySetResult();
    }

    /// <summary>Whether its worker was called and works, or rests until the agent has more.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>There was nothing more to do for a while.</summary>
    public void EndRest()
    {
        Interlocked.CompareExchange(ref _state, Over, Working);
        _done.TrySetResult();
    }

    /// <summary>Works until there is nothing to do: then it is over, or rests and is run again when there is.</summary>
    public async Task RunAsync()
    {
        HasBegun = true;
        bool rests = false;
        using IDisposable? scope = BeginScope();
        try
        {
            while (!IsAbandoned && agent.TakeRun(this, out rests) is { } run)
            {
                _run = run;
                Slot.Run = run;
                await agent.ExecuteAsync(run);
                await agent.EndRunAsync(this, run);

                // Whatever captured the flow of control lives on with the scope of this shift, but not with what its functions captured.
                _run = null;
            }
        }
        finally
        {
            if (!rests)
            {
                End();
            }
        }
    }

    private void End()
    {
        _run = null;
        if (Interlocked.Exchange(ref _state, Over) == Abandoned)
        {
            agent.AllowThreads(-1);
        }

        _done.TrySetResult();
    }

    // One for the whole shift: it reads the present item when something is logged.
    private IDisposable? BeginScope()
    {
        try
        {
            return agent.FunctionLogger.BeginScope(new ItemScope(() => _run));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // A log provider that fails must not take the slot with it.
            return null;
        }
    }
}
