namespace OrleansPool.Functions;

/// <summary>An encoded function with what must be checked before it is decoded.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.FunctionEnvelope")]
internal sealed class FunctionEnvelope
{
    public const int CurrentVersion = 1;

    [Id(0)]
    public required int Version { get; init; }

    /// <summary>The assembly of the user's function, or null for the framework's.</summary>
    [Id(1)]
    public string? Assembly { get; init; }

    [Id(2)]
    public Guid Build { get; init; }

    [Id(3)]
    public uint ItemLayout { get; init; }

    [Id(4)]
    public uint ResultLayout { get; init; }

    [Id(5)]
    public required byte[] Body { get; init; }
}
