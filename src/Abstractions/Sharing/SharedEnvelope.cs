namespace OrleansPool.Sharing;

/// <summary>What a silo must know of a shared value before its parts arrive.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SharedEnvelope")]
internal sealed class SharedEnvelope
{
    /// <summary>The assembly of the value's type, or null for the framework's. Checked before the type is read.</summary>
    [Id(0)]
    public string? Assembly { get; init; }

    [Id(1)]
    public Guid Build { get; init; }

    /// <summary>The encoded type.</summary>
    [Id(2)]
    public required byte[] Type { get; init; }

    /// <summary>For a value that travels as memory, the lengths of its dimensions; null for one that the serializer encodes.</summary>
    [Id(3)]
    public int[]? Lengths { get; init; }

    /// <summary>Fingerprint of the elements' layout.</summary>
    [Id(4)]
    public uint Layout { get; init; }
}
