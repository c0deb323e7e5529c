namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="ReportMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ReportReply")]
internal sealed class ReportReply
{
    /// <summary>False when this coordinator does not know the epoch: the agent keeps what it has of it for the next, for a while.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }

    /// <summary>Started leases that are not the silo's any more: they must not run.</summary>
    [Id(1)]
    public long[] RefusedLeases { get; init; } = [];

    /// <summary>The client has not yet offered all that it awaits: nothing was handled, the message is to be sent again soon.</summary>
    [Id(2)]
    public bool IsEarly { get; init; }

    /// <summary>The message could not be handled, and could not be the next time: the agent drops all it has of the epoch.</summary>
    [Id(3)]
    public bool IsBroken { get; init; }
}
