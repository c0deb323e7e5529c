namespace OrleansPool.Packages;

/// <summary>Where things are in a package: assemblies at its top, and beside them these.</summary>
internal static class PackageLayout
{
    /// <summary>Native libraries, in a folder for each platform.</summary>
    public const string Natives = "native/";

    /// <summary>What the program included.</summary>
    public const string Content = "content/";
}
