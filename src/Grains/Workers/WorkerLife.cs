using OrleansPool.Failures;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>One worker of a pool, from its initializer to its finalizer.</summary>
internal sealed class WorkerLife(WorkerTable table, int slot, int generation)
{
    /// <summary>How often a start that fails is tried in all, and with it a failing initializer run.</summary>
    private const int StartAttempts = 3;

    private int _items;

    /// <summary>How many workers there were in the slot before it.</summary>
    public int Generation { get; } = generation;

    /// <summary>The identity that users see.</summary>
    public string Id { get; } = WorkerName.Of(table.Silo, slot, generation);

    public string Silo => table.Silo;

    /// <summary>Its place on the silo.</summary>
    public int Slot { get; } = slot;

    /// <summary>What its functions run in.</summary>
    public IWorkerHost Host { get; } = table.NewHost();

    /// <summary>What the initializer returned.</summary>
    public object? State => Host.State;

    /// <summary>Whether it may run items: its initializer has run, if there is one.</summary>
    public bool HasStarted { get; private set; }

    /// <summary>Whether a run is under way in it. Guarded by the agent's lock.</summary>
    public bool IsBusy { get; set; }

    /// <summary>Whether it runs no more items, and its finalizer has run, runs, or never will. Guarded by the agent's lock.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Items that it may still run.</summary>
    public int ItemsLeft => table.Rules.MaxTasks is { } most ? Math.Max(0, most - Volatile.Read(ref _items)) : int.MaxValue;

    /// <summary>Makes it ready to run items. Returns what that failed with, or null.</summary>
    /// <param name="lendSlot">Gives the slot to others while the initializer waits for a pool's jobs.</param>
    public async Task<Exception?> StartAsync(Func<IDisposable> lendSlot)
    {
        Exception? first = null;
        for (int attempt = 1; attempt <= StartAttempts && table.StartFailure is null; attempt++)
        {
            try
            {
                await Host.OpenAsync(this);
                if (!table.Rules.Initializer.IsEmpty && !await RunHookAsync("initializer", InitializeAsync, table.Rules.InitializerTimeout))
                {
                    first ??= table.Closing.IsCancellationRequested ? new OperationCanceledException(table.Closing) : NotInTime();
                    break;
                }

                HasStarted = true;
                return null;
            }
            catch (Exception error)
            {
                first ??= error;
            }
        }

        return table.GiveUp(first);

        Task InitializeAsync(CancellationToken token) => Host.InitializeAsync(this, token, lendSlot);
    }

    /// <summary>It is ready: the silo has seen to that from where it is.</summary>
    public void Started() => HasStarted = true;

    /// <summary>Runs the finalizer, and ends what it ran in. Never throws.</summary>
    public async Task<WorkerEnd> EndAsync()
    {
        ReadOnlyMemory<byte> value = default;
        Failure? failure = null;
        bool isInTime = await RunHookAsync("finalizer", FinalizeAsync, table.Rules.FinalizerTimeout).ConfigureAwait(false);
        Host.Close("it was not needed any more");
        return isInTime
            ? new WorkerEnd { Worker = Id, Silo = Silo, Value = value, Error = failure }
            : EndWith(new PoolTimeoutException(
                $"The finalizer of worker {Id} did not end within PoolOptions.FinalizerTimeout of {table.Rules.FinalizerTimeout} and was {(Host.IsProcess ? "killed" : "left alone")}. "
                + "Let it heed PoolContext.Current.CancellationToken, make it faster, or allow more time."));

        async Task FinalizeAsync(CancellationToken token)
        {
            try
            {
                // Encoding runs the user's code as well.
                value = await Host.FinalizeAsync(this, token);
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

    private async Task<bool> RunHookAsync(string name, Func<CancellationToken, Task> hook, TimeSpan? limit)
    {
        bool isInTime = await table.Hooks.RunAsync(name, Id, hook, limit, table.Closing, Host.IsProcess).ConfigureAwait(false);
        if (!isInTime)
        {
            Host.Close($"its {name} did not end within {limit}");
        }

        return isInTime;
    }

    private PoolTimeoutException NotInTime() => new(
        $"The initializer of worker {Id} did not end within PoolOptions.InitializerTimeout of {table.Rules.InitializerTimeout}. "
        + "Let it heed PoolContext.Current.CancellationToken, make it faster, or allow more time.");
}
