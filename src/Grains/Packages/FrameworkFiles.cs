using System.Collections.Frozen;

namespace OrleansPool.Packages;

/// <summary>The assemblies of .NET itself that this process runs on.</summary>
internal static class FrameworkFiles
{
    private static readonly (string Name, string? Framework)[] All =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(static path => (Path.GetFileNameWithoutExtension(path), FrameworkLayout.OfThisProcess.FrameworkOf(path))),
    ];

    private static readonly FrozenSet<string> Names =
        All.Where(static file => file.Framework is not null).Select(static file => file.Name).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Frameworks = All.Select(static file => file.Framework).OfType<string>().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether none is known, as in a program that is a single file: then no package can be loaded.</summary>
    public static bool AreUnknown => Names.Count == 0;

    public static bool Has(string? assembly) => assembly is not null && Names.Contains(assembly);

    public static bool HasFramework(string name) => Frameworks.Contains(name);
}
