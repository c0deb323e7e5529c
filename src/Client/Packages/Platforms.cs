namespace OrleansPool.Packages;

/// <summary>Names of platforms, as .NET calls them: linux-x64, win-arm64.</summary>
internal static class Platforms
{
    /// <summary>What a platform can use, the best first.</summary>
    public static IReadOnlyList<string> UsableOn(string platform)
    {
        string[] parts = platform.Split('-');
        string architecture = parts[^1];
        string system = parts[0].StartsWith("win", StringComparison.Ordinal) ? "win" : parts[0].StartsWith("osx", StringComparison.Ordinal) ? "osx" : "linux";
        bool isMusl = parts.Contains("musl") || parts[0].StartsWith("alpine", StringComparison.Ordinal);
        return system == "win"
            ? [platform, $"win-{architecture}", "win", "any", ""]
            : [platform, isMusl ? $"{system}-musl-{architecture}" : $"{system}-{architecture}", isMusl ? "linux-musl" : system, system, $"unix-{architecture}", "unix", "any", ""];
    }

    /// <summary>Of files with the same name the one that fits a platform best; nothing when none does.</summary>
    public static DepsAsset? Best(IEnumerable<DepsAsset> files, string platform)
    {
        DepsAsset[] all = [.. files];
        return UsableOn(platform).Select(usable => Array.Find(all, file => file.Platform == usable)).FirstOrDefault(found => found is not null);
    }
}
