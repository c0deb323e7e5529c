namespace OrleansPool.Packages;

/// <summary>What a silo must know of a content of a package before it arrives.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ContentHeader")]
internal sealed class ContentHeader
{
    /// <summary>The content's name.</summary>
    [Id(0)]
    public required string Hash { get; init; }

    [Id(1)]
    public required long Size { get; init; }

    /// <summary>The package that it belongs to.</summary>
    [Id(2)]
    public required string Package { get; init; }

    /// <summary>The package's signature, or null.</summary>
    [Id(3)]
    public CodeSeal? Seal { get; init; }

    /// <summary>The bytes of the whole package, for limits.</summary>
    [Id(4)]
    public required long PackageBytes { get; init; }

    /// <summary>What assembly it is, or null.</summary>
    [Id(6)]
    public PackageAssembly? Assembly { get; init; }

    /// <summary>Assemblies whose functions the package is for: a silo that has them all needs nothing of it.</summary>
    [Id(5)]
    public CodeRoot[] Roots { get; init; } = [];

    /// <summary>The package's largest file, for people.</summary>
    [Id(7)]
    public string? Largest { get; init; }

    [Id(8)]
    public long LargestBytes { get; init; }
}
