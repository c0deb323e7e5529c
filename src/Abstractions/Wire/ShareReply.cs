namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="ShareMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ShareReply")]
internal sealed record ShareReply
{
    public static ShareReply Unknown { get; } = new() { IsKnown = false };

    /// <summary>False when the epoch is not known: nothing was handled.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }

    /// <summary>From an agent: whether it has the part, or at the end all of them. From the coordinator: whether no silo of the round has yet to take it.</summary>
    [Id(1)]
    public bool IsTaken { get; init; }

    /// <summary>Silos that lack the value: in a round those that it goes to, at its end all.</summary>
    [Id(2)]
    public int Lacking { get; init; }

    /// <summary>From an agent: it needs nothing more of this, and the round goes on without it.</summary>
    [Id(3)]
    public bool IsHeld { get; init; }

    /// <summary>From an agent: what those said that it passed the message on to, in their order; null of who said nothing.</summary>
    [Id(4)]
    public ShareReply?[] Passed { get; init; } = [];
}
