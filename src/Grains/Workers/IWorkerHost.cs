using OrleansPool.Agents;

namespace OrleansPool.Workers;

/// <summary>What the functions of one worker run in: this process, or one of the worker's own.</summary>
internal interface IWorkerHost
{
    /// <summary>What the initializer returned, where that is at hand.</summary>
    object? State { get; }

    /// <summary>Whether it is a process, which can be killed.</summary>
    bool IsProcess { get; }

    /// <summary>Whether it is gone: it runs nothing any more.</summary>
    bool IsLost { get; }

    /// <summary>How it ended, when it is gone.</summary>
    string? Cause { get; }

    /// <summary>Makes ready to run functions. May be called again after it failed.</summary>
    Task OpenAsync(WorkerLife worker);

    /// <summary>Runs the initializer. Throws what it throws.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="token">Cancelled when its time is up.</param>
    /// <param name="lendSlot">Gives the slot to others while the initializer waits for a pool's jobs.</param>
    Task InitializeAsync(WorkerLife worker, CancellationToken token, Func<IDisposable> lendSlot);

    /// <summary>Makes the run of a lease. Throws if the function is not here or does not decode.</summary>
    LeaseRun MakeRun(LeasePart part, WorkerLife worker, TimeProvider time);

    /// <summary>Runs the finalizer and gives what it returned, encoded. Throws what it throws.</summary>
    Task<ReadOnlyMemory<byte>> FinalizeAsync(WorkerLife worker, CancellationToken token);

    /// <summary>The worker is not needed any more: a process ends, at once.</summary>
    void Close(string cause);
}
