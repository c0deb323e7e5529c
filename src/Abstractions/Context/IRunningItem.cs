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
}
