using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>
/// Where the assemblies of one package live: all that it brings is its own, the pool's library and the serializer too, and only .NET itself
/// is the silo's. Holds no object of theirs, or it could never be unloaded.
/// </summary>
internal sealed class PackageLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, string> _natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _silo;
    private volatile PackageManifest? _manifest;
    private Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);

    public PackageLoadContext(PackagePlace place, string silo)
        : base($"{HomeAssemblies.PackagePrefix}{place.Name}", place.IsCollectible)
    {
        _silo = silo;
        Enter(place, AssembliesOf(place));
    }

    private PackageLoadContext(string silo)
        : base($"{HomeAssemblies.PackagePrefix}to come", isCollectible: false) => _silo = silo;

    /// <summary>One whose package is not known yet: until then it has the silo's own builds.</summary>
    public static PackageLoadContext Ahead(string silo) => new(silo);

    /// <summary>Takes the package that it was made ahead for, if all that was loaded is what the package has too. Else it cannot be used.</summary>
    public bool TryEnter(PackagePlace place)
    {
        Dictionary<string, string> assemblies = AssembliesOf(place);
        if (place.IsCollectible || !_assemblies.All(loaded => loaded.Value == assemblies.GetValueOrDefault(loaded.Key, "")))
        {
            return false;
        }

        Enter(place, assemblies);
        return true;
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is { } name && (_manifest is null ? Ahead(assemblyName) : _assemblies.GetValueOrDefault(name)) is { Length: > 0 } path)
        {
            return LoadFromAssemblyPath(path);
        }

        // The silo's own libraries are for the silo: what a package did not bring is missing there, and not another version here.
        return FrameworkFiles.Has(assemblyName.Name)
            ? null
            : throw new FileNotFoundException(
                $"Assembly '{assemblyName.Name}' is not in the package: it was loaded at run time on the client. Add pool.Package.Include(\"{assemblyName.Name}.dll\").");
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        foreach (string name in NativeNames(unmanagedDllName))
        {
            if (_natives.TryGetValue(name, out string? path))
            {
                return LoadUnmanagedDllFromPath(path);
            }
        }

        if (NativeNames(unmanagedDllName).Select(native => _manifest?.Natives.GetValueOrDefault(native)).FirstOrDefault(found => found is not null) is { } platforms)
        {
            string here = RuntimeInformation.RuntimeIdentifier;
            throw new DllNotFoundException(
                $"Native library '{unmanagedDllName}' for {here} (silo {_silo}) is not in the client's output (found: {string.Join(", ", platforms)}). "
                + $"Build without a RuntimeIdentifier, or for {here}.");
        }

        return nint.Zero;
    }

    /// <summary>The files of a package's assemblies; none for those that are .NET's, which are the silo's.</summary>
    private static Dictionary<string, string> AssembliesOf(PackagePlace place)
    {
        Dictionary<string, string> files = new(StringComparer.OrdinalIgnoreCase);
        foreach (PackageFile file in place.Manifest.Files)
        {
            if (file.Assembly is { } assembly)
            {
                files[assembly.Name] = !place.IsCollectible && SiloFiles.IsFramework(assembly) ? "" : SiloFiles.Find(assembly) ?? place.PathOf(file);
            }
        }

        return files;
    }

    private void Enter(PackagePlace place, Dictionary<string, string> assemblies)
    {
        _assemblies = assemblies;
        foreach (PackageFile file in place.Manifest.Files)
        {
            if (file.Assembly is null && file.Path.StartsWith($"{PackageLayout.Natives}{RuntimeInformation.RuntimeIdentifier}/", StringComparison.Ordinal))
            {
                _natives[Path.GetFileName(file.Path)] = place.PathOf(file);
            }
        }

        // What the program included by name wins over what a package happens to bring.
        foreach (PackageFile file in place.Manifest.Files.Where(static file => file.Path.StartsWith(PackageLayout.Content, StringComparison.Ordinal) && IsNative(file.Path)))
        {
            _natives[Path.GetFileName(file.Path)] = place.PathOf(file);
        }

        _manifest = place.Manifest;
    }

    /// <summary>What is loaded before the package is known is remembered, to be compared with it.</summary>
    private string Ahead(AssemblyName assembly)
    {
        string name = assembly.Name!;
        return _assemblies[name] = FrameworkFiles.Has(name) ? "" : SiloFiles.Find(name) ?? "";
    }

    private static bool IsNative(string path) => Path.GetExtension(path) is ".so" or ".dll" or ".dylib";

    private static string[] NativeNames(string name) =>
        [name, $"lib{name}.so", $"{name}.so", $"{name}.dll", $"lib{name}.dylib", $"{name}.dylib", $"lib{name}"];
}
