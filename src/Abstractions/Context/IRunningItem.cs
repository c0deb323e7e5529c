using Microsoft.Extensions.Logging;
using OrleansPool.Sharing;

namespace OrleansPool;

/// <summary>Where <see cref="PoolContext"/> reads from: the run of a lease, whose item index moves on as it goes.</summary>
internal interface IRunningItem : IItemIdentity
{
    CancellationToken CancellationToken { get; }

    /// <summary>What the pool's initializer returned for this worker.</summary>
    object? State { get; }

    /// <summary>What the silo registered, without a scope.</summary>
    IServiceProvider SiloServices { get; }

    /// <summary>What the silo registered, in a scope of the item's own that is made at the first use.</summary>
    IServiceProvider Services { get; }

    /// <summary>Where the included files of the function's package are, or null when its code did not travel.</summary>
    string? PackageFolder => null;

    /// <summary>What functions log to.</summary>
    ILogger Logger { get; }

    /// <summary>The silo's copy of a shared value; waits on the thread for one that is not there yet.</summary>
    object? FindShared(SharedId id);

    /// <summary>The item holds a function that may not run here, for whoever keeps the audit.</summary>
    void NoteRefusal(string reason)
    {
    }

    /// <summary>Throws where a function may not wait for items of its own.</summary>
    void CheckMayWait()
    {
    }

    /// <summary>Gives the item's slot to other work until the loan is disposed: the function is about to wait for items of its own.</summary>
    IDisposable LendSlot();
}
