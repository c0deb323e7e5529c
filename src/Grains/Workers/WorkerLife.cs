using OrleansPool.Functions;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>One worker of a pool, from its initializer to its last item.</summary>
internal sealed class WorkerLife(WorkerRules rules, int generation)
{
    /// <summary>How often a failing initializer is run in all.</summary>
    private const int InitializerAttempts = 3;

    private bool _isInitialized;
    private int _items;

    /// <summary>A worker without rules.</summary>
    public static WorkerLife Unlimited { get; } = new(WorkerRules.None, 0);

    /// <summary>How many workers there were in the slot before it.</summary>
    public int Generation { get; } = generation;

    /// <summary>What the initializer returned.</summary>
    public object? State { get; private set; }

    /// <summary>Items that it may still run.</summary>
    public int ItemsLeft => rules.MaxTasks is { } most ? Math.Max(0, most - Volatile.Read(ref _items)) : int.MaxValue;

    /// <summary>Runs the initializer, the first time. Returns what it failed with, or null.</summary>
    public async ValueTask<Exception?> InitializeAsync()
    {
        if (_isInitialized || rules.Initializer.IsEmpty)
        {
            return null;
        }

        Exception? first = null;
        for (int attempt = 1; attempt <= InitializerAttempts; attempt++)
        {
            try
            {
                var hook = (WorkerHook)FunctionCodec.Decode(rules.Initializer);
                State = await hook.InvokeAsync(default, CancellationToken.None);
                _isInitialized = true;
                return null;
            }
            catch (Exception error)
            {
                first ??= error;
            }
        }

        return first;
    }

    /// <summary>Counts items that were run.</summary>
    public void Count(int items) => Interlocked.Add(ref _items, items);
}
