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
    private readonly Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly PackageManifest _manifest;
    private readonly string _silo;

    public PackageLoadContext(PackagePlace place, string silo)
        : base($"{HomeAssemblies.PackagePrefix}{place.Name}", place.IsCollectible)
    {
        _manifest = place.Manifest;
        _silo = silo;
        foreach (PackageFile file in _manifest.Files)
        {
            string path = place.PathOf(file);
            if (file.Assembly is { } assembly)
            {
                if (place.IsCollectible || !SiloFiles.IsFramework(assembly))
                {
                    _assemblies[assembly.Name] = SiloFiles.Find(assembly) ?? path;
                }
            }
            else if (file.Path.StartsWith($"{PackageLayout.Natives}{RuntimeInformation.RuntimeIdentifier}/", StringComparison.Ordinal))
            {
                _natives[Path.GetFileName(file.Path)] = path;
            }
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is { } name && _assemblies.TryGetValue(name, out string? path))
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

        if (NativeNames(unmanagedDllName).Select(_manifest.Natives.GetValueOrDefault).FirstOrDefault(found => found is not null) is { } platforms)
        {
            string here = RuntimeInformation.RuntimeIdentifier;
            throw new DllNotFoundException(
                $"Native library '{unmanagedDllName}' for {here} (silo {_silo}) is not in the client's output (found: {string.Join(", ", platforms)}). "
                + $"Build without a RuntimeIdentifier, or for {here}.");
        }

        return nint.Zero;
    }

    private static string[] NativeNames(string name) =>
        [name, $"lib{name}.so", $"{name}.so", $"{name}.dll", $"lib{name}.dylib", $"{name}.dylib", $"lib{name}"];
}
