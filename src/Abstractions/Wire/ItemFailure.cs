using OrleansPool.Failures;

namespace OrleansPool.Wire;

/// <summary>The failure of one item of a segment.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemFailure")]
internal sealed class ItemFailure
{
    /// <summary>Position of the item within its segment.</summary>
    [Id(0)]
    public required int Offset { get; init; }

    [Id(1)]
    public required Failure Failure { get; init; }
}
