using System.Reflection;

namespace OrleansPool.Packages;

/// <summary>
/// What the builds of this program say of its NuGet packages: a package may be loaded by name alone, so that no assembly refers to it, and may
/// bring native libraries.
/// </summary>
internal sealed class DepsFile
{
    private readonly Dictionary<string, DepsLibrary> _libraries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DepsLibrary> _owners = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<DepsLibrary>> _natives = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of this process.</summary>
    public static DepsFile OfThisProcess { get; } = Read(DepsReader.OwnPaths);

    /// <summary>Those of this process, and those of assemblies that it has loaded from elsewhere, which the builds of these have put beside them.</summary>
    public static DepsFile With(IEnumerable<Assembly> assemblies)
    {
        string[] beside =
        [
            .. assemblies
                .Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0 && Path.GetDirectoryName(assembly.Location) != Path.GetDirectoryName(AppContext.BaseDirectory))
                .Select(assembly => Path.ChangeExtension(assembly.Location, ".deps.json"))
                .Where(File.Exists),
        ];
        return beside.Length == 0 ? OfThisProcess : Read([.. DepsReader.OwnPaths, .. beside]);
    }

    public static DepsFile Read(IEnumerable<string> paths)
    {
        var deps = new DepsFile();
        foreach (DepsLibrary library in DepsReader.Read(paths).Where(static library => library.Type == "package" && !IsLeftOut(library.Name)))
        {
            deps.Add(library);
        }

        return deps;
    }

    /// <summary>The package that an assembly is of, with all that it depends on.</summary>
    public IEnumerable<DepsLibrary> OwnersOf(string assembly)
    {
        var pending = new Queue<DepsLibrary>();
        HashSet<DepsLibrary> seen = [];
        if (_owners.TryGetValue(assembly, out DepsLibrary? owner))
        {
            pending.Enqueue(owner);
        }

        while (pending.TryDequeue(out DepsLibrary? library))
        {
            if (!seen.Add(library))
            {
                continue;
            }

            yield return library;
            foreach (string name in library.Dependencies)
            {
                if (_libraries.TryGetValue(name, out DepsLibrary? dependency))
                {
                    pending.Enqueue(dependency);
                }
            }
        }
    }

    /// <summary>The packages that have a native library under a name that code calls it by: they may be of no other package.</summary>
    public IEnumerable<DepsLibrary> WithNative(string name) => _natives.TryGetValue(Stem(name), out List<DepsLibrary>? found) ? found : [];

    // libSkiaSharp, libSkiaSharp.so and SkiaSharp.dll are one library.
    private static string Stem(string name)
    {
        string file = Path.GetFileName(name);
        int end = file.IndexOf(".so", StringComparison.OrdinalIgnoreCase);
        file = end > 0 ? file[..end] : file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".dylib", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(file) : file;
        return file.StartsWith("lib", StringComparison.OrdinalIgnoreCase) ? file[3..] : file;
    }

    private void Add(DepsLibrary library)
    {
        _libraries.TryAdd(library.Name, library);
        foreach (string name in library.Natives.Select(asset => Stem(asset.Path)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!_natives.TryGetValue(name, out List<DepsLibrary>? having))
            {
                _natives[name] = having = [];
            }

            having.Add(library);
        }

        foreach (DepsAsset asset in library.Assemblies)
        {
            _owners.TryAdd(Path.GetFileNameWithoutExtension(asset.Path), library);
        }
    }

    // Orleans' references tell all that it needs; its packages bring compilers along.
    private static bool IsLeftOut(string package) =>
        package.StartsWith("Microsoft.Orleans.", StringComparison.OrdinalIgnoreCase) || package.StartsWith("OrleansPool", StringComparison.OrdinalIgnoreCase);
}
