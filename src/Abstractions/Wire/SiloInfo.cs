namespace OrleansPool.Wire;

/// <summary>A silo as the client sees it. <see cref="Number"/> stands for it in segments.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SiloInfo")]
internal sealed class SiloInfo
{
    [Id(0)]
    public required int Number { get; init; }

    [Id(1)]
    public required string Name { get; init; }

    /// <summary>Workers on this silo; 0 once it is lost.</summary>
    [Id(2)]
    public required int Slots { get; init; }

    [Id(3)]
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>The platform of a silo that takes code packages; null for one that takes none.</summary>
    [Id(4)]
    public string? CodePlatform { get; init; }

    /// <summary>Whether it insists on workers being processes.</summary>
    [Id(5)]
    public bool IsIsolated { get; init; }
}
