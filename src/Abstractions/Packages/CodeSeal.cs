namespace OrleansPool.Packages;

/// <summary>A signature, and by which key it is.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.CodeSeal")]
internal sealed class CodeSeal
{
    /// <summary>The key's name: nothing secret.</summary>
    [Id(0)]
    public required string Key { get; init; }

    [Id(1)]
    public required ReadOnlyMemory<byte> Signature { get; init; }
}
