using System.Globalization;

namespace OrleansPool.Packages;

/// <summary>Checks a manifest before anything of its package is touched.</summary>
internal static class PackageCheck
{
    /// <summary>Why the silo cannot take the package, or null.</summary>
    public static string? ReasonAgainst(PackageManifest manifest, CodeLimits limits, string silo)
    {
        if (manifest.Version != PackageManifest.CurrentVersion)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Silo {silo} reads code packages of version {PackageManifest.CurrentVersion}, and this one has version {manifest.Version}. Run the same version of OrleansPool on both sides.");
        }

        if (manifest.Files.Length > PackageManifest.MaxFiles)
        {
            return string.Create(CultureInfo.InvariantCulture, $"Silo {silo} refuses a package of {manifest.Files.Length} files (limit {PackageManifest.MaxFiles}).");
        }

        HashSet<string> paths = new(StringComparer.OrdinalIgnoreCase);
        foreach (PackageFile file in manifest.Files)
        {
            if (!PackagePath.IsSafe(file.Path) || !paths.Add(file.Path) || !ContentHash.IsHash(file.Hash) || file.Size < 0)
            {
                return $"Silo {silo} refuses a package with the file '{Shown(file.Path)}': it would not stay within its package, is there twice, or has no valid hash or size. Nothing was loaded.";
            }
        }

        // Each may claim to be as large as a number can be.
        if (manifest.Files.Aggregate(0L, (sum, file) => sum + Math.Min(file.Size, long.MaxValue / PackageManifest.MaxFiles)) is var bytes && bytes > limits.PackageBytes)
        {
            PackageFile largest = manifest.Files.MaxBy(file => file.Size)!;
            return TooLarge(bytes, largest.Path, largest.Size, limits, silo);
        }

        if (manifest.Runtime > Environment.Version.Major)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Shown(manifest.App)} targets .NET {manifest.Runtime}; silo {silo} runs .NET {Environment.Version}.");
        }

        return manifest.Frameworks.FirstOrDefault(framework => !FrameworkFiles.HasFramework(framework)) is { } missing
            ? $"{Shown(manifest.App)} needs {Shown(missing)}, which silo {silo} lacks."
            : null;
    }

    /// <summary>What the silo says to a package that is too large.</summary>
    public static string TooLarge(long bytes, string? largest, long largestBytes, CodeLimits limits, string silo)
    {
        string what = largest is null ? "" : $"; largest: {Shown(largest)} {Mebibytes.Text(largestBytes)} MiB";
        return $"Package is {Mebibytes.Text(bytes)} MiB (limit of silo {silo}: {Mebibytes.Text(limits.PackageBytes)}){what}. "
            + "Exclude it, put it in shared storage, or raise PoolSiloOptions.MaxPackageBytes (--code-max-package) there.";
    }

    private static string Shown(string text) => string.Concat(text.Take(200).Select(static c => char.IsControl(c) ? '?' : c));
}
