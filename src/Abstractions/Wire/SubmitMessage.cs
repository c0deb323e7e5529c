namespace OrleansPool.Wire;

/// <summary>Client to coordinator. Handled in the order of the properties; sent again with the same sequence number until answered.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SubmitMessage")]
internal sealed record SubmitMessage
{
    [Id(0)]
    public required long Epoch { get; init; }

    [Id(1)]
    public required long Sequence { get; init; }

    /// <summary>A part of a payload that is too large for one message; the entry that follows the last part names their number.</summary>
    [Id(2)]
    public BytePart? Part { get; init; }

    [Id(3)]
    public JobStart[] Jobs { get; init; } = [];

    [Id(4)]
    public ChunkMessage[] Chunks { get; init; } = [];

    /// <summary>News of jobs for those who watch them. Handled before <see cref="EndedJobs"/>.</summary>
    [Id(9)]
    public JobNote[] Notes { get; init; } = [];

    /// <summary>Jobs of which the client wants nothing more: complete, cancelled or abandoned.</summary>
    [Id(5)]
    public int[] EndedJobs { get; init; } = [];

    /// <summary>No job comes any more: each worker runs its finalizer.</summary>
    [Id(6)]
    public bool RetireWorkers { get; init; }

    /// <summary>Shared values that were released.</summary>
    [Id(7)]
    public int[] EndedShares { get; init; } = [];

    /// <summary>With this all that was awaited when the epoch was opened has been offered.</summary>
    [Id(8)]
    public bool IsOffered { get; init; }

    /// <summary>The client awaits nothing but this: the answer may wait for an outcome, for <see cref="WireTimes.SubmitWait"/>, and bring it.</summary>
    [Id(10)]
    public bool Awaits { get; init; }

    /// <summary>With <see cref="Awaits"/>: the last reply with outcomes that has arrived.</summary>
    [Id(11)]
    public long Acknowledged { get; init; }
}
