namespace OrleansPool.Packages;

/// <summary>A part of a program, for one target of its build: a NuGet package, a project, or .NET itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it is: package, project, runtimepack.</param>
/// <param name="Folder">Where it is within a package folder.</param>
/// <param name="Dependencies">Names of parts that it needs.</param>
/// <param name="Assemblies">Its assemblies, also those for one platform.</param>
/// <param name="Natives">Its native libraries.</param>
internal sealed record DepsLibrary(
    string Name,
    string Type,
    string Folder,
    IReadOnlyList<string> Dependencies,
    IReadOnlyList<DepsAsset> Assemblies,
    IReadOnlyList<DepsAsset> Natives);
