namespace OrleansPool.Packages;

/// <summary>Where the assemblies are that this program was started with.</summary>
internal static class ClientFramework
{
    private static readonly Dictionary<string, string> Trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(static path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The file of an assembly that the program was started with, or null.</summary>
    public static string? FileOf(string assembly) => Trusted.GetValueOrDefault(assembly);
}
