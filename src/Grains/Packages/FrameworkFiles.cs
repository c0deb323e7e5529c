using System.Collections.Frozen;

namespace OrleansPool.Packages;

/// <summary>The assemblies of the shared frameworks that this process runs on.</summary>
internal static class FrameworkFiles
{
    private static readonly string Shared = SharedFolder();

    private static readonly FrozenSet<string> Names = TrustedFiles()
        .Where(static path => path.StartsWith(Shared, StringComparison.Ordinal))
        .Select(static path => Path.GetFileNameWithoutExtension(path))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Frameworks = TrustedFiles()
        .Where(static path => path.StartsWith(Shared, StringComparison.Ordinal))
        .Select(static path => path[Shared.Length..].Split(Path.DirectorySeparatorChar)[0])
        .ToFrozenSet(StringComparer.Ordinal);

    public static bool Has(string? assembly) => assembly is not null && Names.Contains(assembly);

    public static bool HasFramework(string name) => Frameworks.Contains(name);

    private static IEnumerable<string> TrustedFiles() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    // …/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll
    private static string SharedFolder() =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? AppContext.BaseDirectory, "..", ".."))
            + Path.DirectorySeparatorChar;
}
