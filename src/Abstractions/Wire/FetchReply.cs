namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="FetchRequest"/>: the outcomes since the last acknowledged reply.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.FetchReply")]
internal sealed class FetchReply
{
    /// <summary>False when this coordinator does not know the epoch: open again.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }

    [Id(1)]
    public long Sequence { get; init; }

    /// <summary>The silos, when they changed since the last reply; handled before the segments that name them.</summary>
    [Id(2)]
    public SiloInfo[]? Silos { get; init; }

    [Id(3)]
    public BytePart? Part { get; init; }

    [Id(4)]
    public Segment[] Segments { get; init; } = [];

    [Id(5)]
    public JobFailure[] FailedJobs { get; init; } = [];

    /// <summary>Workers whose finalizers have run.</summary>
    [Id(6)]
    public WorkerEnds? WorkerEnds { get; init; }

    /// <summary>What items are charged with now, all of it, when that changed since the last reply.</summary>
    [Id(9)]
    public ItemCharge[]? Charges { get; init; }

    /// <summary>What functions logged, or null for nothing.</summary>
    [Id(7)]
    public LogBatch? Logs { get; init; }

    /// <summary>Shared values that some silo lacks: the client sends them again.</summary>
    [Id(8)]
    public int[] WantedShares { get; init; } = [];

    /// <summary>
    /// When it is not null the coordinator hands over: this is the last of its outcomes, and of what is still awaited only these items may have started.
    /// </summary>
    [Id(10)]
    public LeasedRange[]? HandOver { get; init; }

    /// <summary>The longest <see cref="RoundTrip"/> between the coordinator and a silo.</summary>
    [Id(11)]
    public int TripMicroseconds { get; init; }
}
