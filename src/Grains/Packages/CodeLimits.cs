namespace OrleansPool.Packages;

/// <summary>How much code a silo takes.</summary>
/// <param name="PackageBytes">The most bytes of one package.</param>
/// <param name="ClientBytes">The most bytes of code that one pool may send.</param>
/// <param name="Packages">The most packages that are loaded at one time.</param>
/// <param name="IsCollectible">Whether a package can be unloaded again.</param>
internal sealed record CodeLimits(long PackageBytes, long ClientBytes, int Packages, bool IsCollectible);
