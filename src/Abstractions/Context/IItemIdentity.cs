namespace OrleansPool;

/// <summary>Which run of which item this is.</summary>
internal interface IItemIdentity
{
    string JobId { get; }

    /// <summary>What the caller named the job, or null.</summary>
    string? JobName { get; }

    long ItemIndex { get; }

    int Attempt { get; }

    string WorkerId { get; }

    string Silo { get; }
}
