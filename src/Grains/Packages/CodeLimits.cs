namespace OrleansPool.Packages;

/// <summary>How much code a silo takes.</summary>
/// <param name="PackageBytes">The most bytes of one package.</param>
/// <param name="ClientBytes">The most bytes of code that one client may send for all its open pools.</param>
/// <param name="ClientPackages">The most packages that they may use.</param>
/// <param name="Packages">The most packages that are loaded at one time.</param>
/// <param name="IsCollectible">Whether a package can be unloaded again.</param>
internal sealed record CodeLimits(long PackageBytes, long ClientBytes, int ClientPackages, int Packages, bool IsCollectible);
