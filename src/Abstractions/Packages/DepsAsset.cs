namespace OrleansPool.Packages;

/// <summary>A file of a NuGet package.</summary>
/// <param name="Path">Where it is within the package.</param>
/// <param name="Platform">The platform that it is for; empty for all.</param>
internal sealed record DepsAsset(string Path, string Platform);
