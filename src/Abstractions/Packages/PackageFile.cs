namespace OrleansPool.Packages;

/// <summary>A file of a code package.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.PackageFile")]
internal sealed class PackageFile
{
    /// <summary>Where it is within the package, with slashes.</summary>
    [Id(0)]
    public required string Path { get; init; }

    /// <summary>The SHA-256 of its content, as <see cref="ContentHash"/> writes it.</summary>
    [Id(1)]
    public required string Hash { get; init; }

    [Id(2)]
    public required long Size { get; init; }

    /// <summary>For an assembly that is found by its name: its version and build. Null for other files.</summary>
    [Id(3)]
    public PackageAssembly? Assembly { get; init; }
}
