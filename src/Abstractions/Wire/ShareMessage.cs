using OrleansPool.Packages;

namespace OrleansPool.Wire;

/// <summary>
/// Client to coordinator, and on to agents: one message of a round, in which a shared value is sent to the silos that lack it. A round starts
/// with the header, alone; then come the parts, in messages of which several are under way and which arrive in any order; its end, alone,
/// names the number of those.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ShareMessage")]
internal sealed record ShareMessage
{
    [Id(0)]
    public required string Pool { get; init; }

    [Id(1)]
    public required long Epoch { get; init; }

    /// <summary>The number of the shared value.</summary>
    [Id(2)]
    public required int Share { get; init; }

    /// <summary>Later rounds of a share have higher numbers.</summary>
    [Id(3)]
    public required int Round { get; init; }

    /// <summary>Starts the round.</summary>
    [Id(4)]
    public BytePart? Header { get; init; }

    /// <summary>The place of this message among those with parts, from 0. All but the last have <see cref="WireLimits.ShareParts"/> of them.</summary>
    [Id(5)]
    public int Index { get; init; }

    [Id(6)]
    public BytePart[] Parts { get; init; } = [];

    /// <summary>Ends the round: how many messages with parts there were.</summary>
    [Id(7)]
    public int? Count { get; init; }

    /// <summary>With a header that is empty: what is sent is a content of a code package.</summary>
    [Id(8)]
    public ContentHeader? Content { get; init; }

    /// <summary>With another header: where the code of the value's type is, and who vouches for it.</summary>
    [Id(9)]
    public CodeTicket? Code { get; init; }

    /// <summary>Ends the round of a content of a code package that cannot be sent: why. Who waits for it is told, and so is who comes to wait.</summary>
    [Id(11)]
    public string? Failure { get; init; }

    /// <summary>To an agent: to whom it goes from there.</summary>
    [Id(10)]
    public ShareHop[] Next { get; init; } = [];
}
