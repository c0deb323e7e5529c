namespace OrleansPool.Wire;

/// <summary>Agent to coordinator. Handled in the order of the properties; sent again with the same sequence number until answered.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ReportMessage")]
internal sealed class ReportMessage
{
    [Id(0)]
    public required long Epoch { get; init; }

    [Id(1)]
    public required int Silo { get; init; }

    [Id(2)]
    public required long Sequence { get; init; }

    [Id(3)]
    public BytePart? Part { get; init; }

    /// <summary>Splits and returns, in the order in which they happened.</summary>
    [Id(4)]
    public LeaseChange[] Changes { get; init; } = [];

    [Id(5)]
    public Segment[] Segments { get; init; } = [];

    /// <summary>Leases whose workers were lost.</summary>
    [Id(14)]
    public LeaseLoss[] Losses { get; init; } = [];

    /// <summary>Items that run now; for a lease on probation, an item that starts once this message is answered.</summary>
    [Id(6)]
    public LeaseMark[] Started { get; init; } = [];

    /// <summary>True when the last wish to give work back was answered, with or without something returned.</summary>
    [Id(7)]
    public bool AskBackAnswered { get; init; }

    [Id(8)]
    public JobFailure[] FailedJobs { get; init; } = [];

    /// <summary>Workers that this pool may fill now; less when other pools are at work on the silo.</summary>
    [Id(9)]
    public required int Slots { get; init; }

    /// <summary>Jobs of which items wait for others, and how many of each.</summary>
    [Id(11)]
    public WaitingItems[] Waiting { get; init; } = [];

    /// <summary>What functions logged, or null for nothing.</summary>
    [Id(13)]
    public LogBatch? Logs { get; init; }

    /// <summary>The silo stops: it takes no new leases, and those it has end or come back.</summary>
    [Id(10)]
    public bool IsLeaving { get; init; }

    /// <summary>Workers whose finalizers have run.</summary>
    [Id(12)]
    public WorkerEnds? WorkerEnds { get; init; }

    /// <summary>What the pool shares that the silo had, and lacks now.</summary>
    [Id(15)]
    public int[] LostShares { get; init; } = [];

    /// <summary>Whether it only says that the silo is there.</summary>
    public bool IsEmpty => Part is null
        && !AskBackAnswered
        && Changes.Length + Segments.Length + Losses.Length + Started.Length + FailedJobs.Length + LostShares.Length == 0
        && Logs is null
        && WorkerEnds is null;
}
