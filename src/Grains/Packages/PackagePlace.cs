namespace OrleansPool.Packages;

/// <summary>A package whose files the silo has checked and laid out.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.PackagePlace")]
internal sealed class PackagePlace
{
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>Where its files are, for as long as it is in use. Another layout of the same package has another folder.</summary>
    [Id(1)]
    public required string Folder { get; init; }

    [Id(2)]
    public required PackageManifest Manifest { get; init; }

    /// <summary>Whether it can be unloaded again.</summary>
    [Id(3)]
    public required bool IsCollectible { get; init; }

    /// <summary>Files that must be there: the others are the silo's own.</summary>
    public IEnumerable<PackageFile> Brought => Manifest.Files.Where(file => !SiloFiles.Has(file.Assembly, IsCollectible));

    public string PathOf(PackageFile file) => Path.Combine(Folder, file.Path);
}
