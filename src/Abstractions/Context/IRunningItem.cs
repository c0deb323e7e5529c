namespace OrleansPool;

/// <summary>Where <see cref="PoolContext"/> reads from: the run of a lease, whose item index moves on as it goes.</summary>
internal interface IRunningItem
{
    string JobId { get; }

    long ItemIndex { get; }

    int Attempt { get; }

    string WorkerId { get; }

    string Silo { get; }

    CancellationToken CancellationToken { get; }

    /// <summary>What the pool's initializer returned for this worker.</summary>
    object? State { get; }

    /// <summary>What the silo offers.</summary>
    IServiceProvider Services { get; }

    /// <summary>Gives the item's slot to other work until the loan is disposed: the function is about to wait for items of its own.</summary>
    IDisposable LendSlot();
}
