namespace OrleansPool.Packages;

/// <summary>A package as it is at the client: what it consists of, and where its files are.</summary>
/// <param name="Name">The hash of the manifest.</param>
/// <param name="Manifest">The encoded manifest.</param>
/// <param name="Files">Its files.</param>
/// <param name="Bytes">Of all files.</param>
/// <param name="Assemblies">Names of the assemblies in it.</param>
internal sealed record PackageSource(
    string Name,
    byte[] Manifest,
    IReadOnlyList<LocalFile> Files,
    long Bytes,
    IReadOnlySet<string> Assemblies);
