namespace OrleansPool.Packages;

/// <summary>What a code package consists of, and what it needs. The hash of its encoded form is the package's name.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.PackageManifest")]
internal sealed class PackageManifest
{
    public const int CurrentVersion = 1;

    /// <summary>More files than this are no package.</summary>
    public const int MaxFiles = 4096;

    [Id(0)]
    public required int Version { get; init; }

    /// <summary>The program, for people.</summary>
    [Id(1)]
    public required string App { get; init; }

    [Id(2)]
    public required PackageFile[] Files { get; init; }

    /// <summary>The major version of .NET that its program runs on.</summary>
    [Id(3)]
    public required int Runtime { get; init; }

    /// <summary>Shared frameworks that it needs beside .NET itself.</summary>
    [Id(4)]
    public string[] Frameworks { get; init; } = [];

    /// <summary>Platforms for which the program has a native library, by the library's name.</summary>
    [Id(5)]
    public Dictionary<string, string[]> Natives { get; init; } = [];

    public long Bytes => Files.Sum(file => file.Size);
}
