namespace OrleansPool.Packages;

/// <summary>A file that the program included.</summary>
/// <param name="Path">Its place in the package.</param>
/// <param name="LocalPath">Where it is.</param>
/// <param name="IsAssembly">Whether it is an assembly to be found by its name.</param>
internal sealed record IncludedFile(string Path, string LocalPath, bool IsAssembly);
