using OrleansPool.Failures;
using OrleansPool.Functions;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>One worker of a pool, from its initializer to its finalizer.</summary>
internal sealed class WorkerLife(WorkerTable table, int slot, int generation)
{
    /// <summary>How often a failing initializer is run in all.</summary>
    private const int InitializerAttempts = 3;

    private int _items;

    /// <summary>How many workers there were in the slot before it.</summary>
    public int Generation { get; } = generation;

    /// <summary>The identity that users see.</summary>
    public string Id { get; } = WorkerName.Of(table.Silo, slot, generation);

    public string Silo => table.Silo;

    /// <summary>What the initializer returned.</summary>
    public object? State { get; private set; }

    /// <summary>Whether it may run items: its initializer has run, if there is one.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Whether a run is under way in it. Guarded by the agent's lock.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether it runs no more items, and its finalizer has run, runs, or never will. Guarded by the agent's lock.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Items that it may still run.</summary>
    public int ItemsLeft => table.Rules.MaxTasks is { } most ? Math.Max(0, most - Volatile.Read(ref _items)) : int.MaxValue;

    /// <summary>Runs the initializer. Returns what it failed with, or null.</summary>
    /// <param name="lendSlot">Gives the slot to others while the initializer waits for a pool's jobs.</param>
    public async Task<Exception?> StartAsync(Func<IDisposable> lendSlot)
    {
        Exception? first = null;
        int attempts = table.Rules.Initializer.IsEmpty ? 0 : InitializerAttempts;
        for (int attempt = 1; attempt <= attempts && table.StartFailure is null; attempt++)
        {
            try
            {
                object? state = null;
                if (!await table.Hooks.RunAsync("initializer", Id, InitializeAsync, table.Rules.InitializerTimeout, table.Closing))
                {
                    first ??= table.Closing.IsCancellationRequested ? new OperationCanceledException(table.Closing) : NotInTime();
                    break;
                }

                State = state;
                HasStarted = true;
                return null;

                async Task InitializeAsync(CancellationToken token) =>
                    (_, state) = await InvokeAsync(table.Rules.Initializer, table.Rules.InitializerCode, new HookContext(this, table, token, lendSlot), token);
            }
            catch (Exception error)
            {
                first ??= error;
            }
        }

        HasStarted = attempts == 0;
        return HasStarted ? null : table.GiveUp(first);
    }

    /// <summary>Runs the finalizer. Never throws.</summary>
    public async Task<WorkerEnd> EndAsync()
    {
        ReadOnlyMemory<byte> value = default;
        Failure? failure = null;
        if (!await table.Hooks.RunAsync("finalizer", Id, FinalizeAsync, table.Rules.FinalizerTimeout, table.Closing).ConfigureAwait(false))
        {
            return EndWith(new PoolTimeoutException(
                $"The finalizer of worker {Id} did not end within PoolOptions.FinalizerTimeout of {table.Rules.FinalizerTimeout} and was left alone. "
                + "Let it heed PoolContext.Current.CancellationToken, make it faster, or allow more time."));
        }

        return new WorkerEnd { Worker = Id, Silo = Silo, Value = value, Error = failure };

        async Task FinalizeAsync(CancellationToken token)
        {
            try
            {
                // Encoding runs the user's code as well.
                (LifeFunction hook, object? returned) =
                    await InvokeAsync(table.Rules.Finalizer, table.Rules.FinalizerCode, new HookContext(this, table, token, null), token);
                value = Encode(hook, returned);
            }
            catch (Exception error)
            {
                table.Hooks.FinalizerFailed(Id, error);
                failure = FailureEncoder.From(error);
            }
        }
    }

    /// <summary>The end of a worker whose finalizer does not run.</summary>
    public WorkerEnd EndWith(Exception error) => new() { Worker = Id, Silo = Silo, Error = FailureEncoder.From(error) };

    /// <summary>Counts items that were run.</summary>
    public void Count(int items) => Interlocked.Add(ref _items, items);

    private async Task<(LifeFunction Hook, object? Returned)> InvokeAsync(
        ReadOnlyMemory<byte> function,
        CodeTicket? code,
        HookContext context,
        CancellationToken token)
    {
        await using (context)
        {
            PoolContext.Enter(new PoolContext(context));
            LifeFunction hook = table.Open(code, function, token);
            hook.Enter(context);
            return (hook, await hook.InvokeAsync(context.State, token));
        }
    }

    private ReadOnlyMemory<byte> Encode(LifeFunction hook, object? value)
    {
        if (value is null)
        {
            return default;
        }

        byte[] encoded;
        try
        {
            encoded = hook.Encode(value);
        }
        catch (Exception error)
        {
            throw new ResultNotSerializableException(
                $"What the finalizer of worker {Id} returned ({TypeDisplay.Of(value.GetType())}) could not be encoded: "
                + PayloadProblem.Explain(error, ValueRole.Result),
                error);
        }

        return encoded.Length <= WireLimits.MessageBytes
            ? encoded
            : throw new PayloadTooLargeException(
                $"What the finalizer of worker {Id} returned has {encoded.Length} bytes when encoded; the limit is {WireLimits.MessageBytes}. "
                + "Return less, or write it to a file and return the path.",
                encoded.Length,
                WireLimits.MessageBytes);
    }

    private PoolTimeoutException NotInTime() => new(
        $"The initializer of worker {Id} did not end within PoolOptions.InitializerTimeout of {table.Rules.InitializerTimeout}. "
        + "Let it heed PoolContext.Current.CancellationToken, make it faster, or allow more time.");
}
