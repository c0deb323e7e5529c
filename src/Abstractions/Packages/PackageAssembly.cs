namespace OrleansPool.Packages;

/// <summary>An assembly of a package, as its metadata says.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.PackageAssembly")]
internal sealed record PackageAssembly
{
    [Id(0)]
    public required string Name { get; init; }

    [Id(1)]
    public required Version Version { get; init; }

    [Id(2)]
    public required Guid Build { get; init; }
}
