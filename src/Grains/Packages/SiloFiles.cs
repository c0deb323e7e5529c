using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;

namespace OrleansPool.Packages;

/// <summary>
/// Which assemblies of a package need not come, since the silo has their files: those of .NET itself, unless the package's is newer, and the very builds
/// that the silo itself is made of. A package loads the latter once more, apart from the silo.
/// </summary>
internal static class SiloFiles
{
    private static readonly ConcurrentDictionary<string, (Guid Build, string Path)?> Own = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, Version?> Framework = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the silo's .NET has the assembly, in this version or a later one.</summary>
    public static bool IsFramework(PackageAssembly assembly) =>
        FrameworkFiles.Has(assembly.Name) && Framework.GetOrAdd(assembly.Name, VersionOf) is { } version && version >= assembly.Version;

    /// <summary>The silo's file of that very build, or null.</summary>
    public static string? Find(PackageAssembly assembly) =>
        Own.GetOrAdd(assembly.Name, FileOf) is { } own && own.Build == assembly.Build ? own.Path : null;

    /// <summary>The silo's file of the build that it itself is made of, or null.</summary>
    public static string? Find(string name) => Own.GetOrAdd(name, FileOf)?.Path;

    /// <summary>Whether the file of an assembly need not come.</summary>
    /// <param name="assembly">The assembly, or null for another file.</param>
    /// <param name="isCollectible">Whether its package shall be unloaded again: for that it must have its own of all but the core of .NET.</param>
    public static bool Has(PackageAssembly? assembly, bool isCollectible) =>
        assembly is not null && ((!isCollectible && IsFramework(assembly)) || Find(assembly) is not null);

    private static Version? VersionOf(string name) => HomeLoad(name)?.GetName().Version;

    private static (Guid, string)? FileOf(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"{Path.GetFileName(name)}.dll");
        return File.Exists(path) && HomeLoad(name) is { } assembly && assembly.Location == path ? (assembly.ManifestModule.ModuleVersionId, path) : null;
    }

    private static Assembly? HomeLoad(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or FileLoadException or ArgumentException)
        {
            return null;
        }
    }
}
