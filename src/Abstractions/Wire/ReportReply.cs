namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="ReportMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ReportReply")]
internal sealed class ReportReply
{
    /// <summary>False when this coordinator does not know the epoch: the agent drops all it has of it.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }

    /// <summary>Started leases that are not the silo's any more: they must not run.</summary>
    [Id(1)]
    public long[] RefusedLeases { get; init; } = [];
}
