namespace OrleansPool.Packages;

/// <summary>Which files of this process are .NET's own, and where all its assemblies are.</summary>
internal static class ClientFramework
{
    private static readonly string Runtime = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? string.Empty;

    // …/shared/Microsoft.NETCore.App/10.0.0; in a self-contained program the runtime is beside it, and its deps.json says which files those are.
    private static readonly string Shared = Path.GetFullPath(Path.Combine(Runtime, "..", "..")) + Path.DirectorySeparatorChar;
    private static readonly bool IsSelfContained = File.Exists(Path.Combine(AppContext.BaseDirectory, Path.GetFileName(typeof(object).Assembly.Location)));

    private static readonly Dictionary<string, string> Trusted = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .DistinctBy(static path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(static path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The file of an assembly that the program was started with, or null.</summary>
    public static string? FileOf(string assembly) => Trusted.GetValueOrDefault(assembly);

    /// <summary>The shared framework that a file belongs to, or null for one of the program's own.</summary>
    public static string? FrameworkOf(string path, DepsFile deps)
    {
        if (IsSelfContained)
        {
            return deps.IsRuntimePack(Path.GetFileName(path)) ? "Microsoft.NETCore.App" : null;
        }

        return path.StartsWith(Shared, StringComparison.Ordinal) ? path[Shared.Length..].Split(Path.DirectorySeparatorChar)[0] : null;
    }
}
