using System.Reflection;
using OrleansPool.Functions;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>Decodes functions in the process of a worker, from where its silo says that their code is.</summary>
/// <param name="silo">The silo, for messages.</param>
/// <param name="ahead">Where a package may be loaded, or null.</param>
internal sealed class FunctionOpener(string silo, ContextAhead? ahead = null)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PackageCode> _packages = [];
    private PayloadSerializer? _listed;

    /// <exception cref="CodeRefusedException">The package is not what it was, or the function is not one of those that are listed.</exception>
    public OpenedFunction Open(CodePlace place, ReadOnlyMemory<byte> function)
    {
        if (place.Package is { } package)
        {
            return new OpenedFunction(Load(package).Open(function, place.KeepsInput, place.IsSigned), PayloadSerializer.Shared);
        }

        PayloadSerializer serializer = place.Listed is null ? PayloadSerializer.Shared : Listed(place.Listed, place.Roots);
        return new OpenedFunction(FunctionCodec.Decode(function, silo, serializer), place.IsSigned ? serializer.Unsigned : serializer);
    }

    private PackageCode Load(PackagePlace place)
    {
        lock (_gate)
        {
            if (!_packages.TryGetValue(place.Folder, out PackageCode? code))
            {
                Check(place);
                code = PackageCode.Enter(place, ahead?.TryTake(place) ?? new PackageLoadContext(place, silo), silo);
                _packages.Add(place.Folder, code);
            }

            return code;
        }
    }

    private void Check(PackagePlace place)
    {
        foreach (PackageFile file in place.Brought)
        {
            using FileStream content = File.OpenRead(place.PathOf(file));
            if (ContentHash.Of(content) != file.Hash)
            {
                throw new CodeRefusedException(
                    $"Package {ContentHash.Short(place.Name)} on silo {silo}: '{file.Path}' was changed on its disk after it had been checked. Nothing was loaded. "
                    + "See that nobody else writes to the silo's code folder, and start it anew.");
            }
        }
    }

    private PayloadSerializer Listed(string[] names, CodeRoot[] roots)
    {
        lock (_gate)
        {
            if (_listed is null)
            {
                var deployed = new DeployedCode(names.Select(name => HomeAssemblies.Load(new AssemblyName(name))).OfType<Assembly>());
                _listed = new PayloadSerializer(new ListedAssemblies(deployed, silo));
            }
        }

        foreach (CodeRoot root in roots)
        {
            // The silo has it loaded, and what is listed is looked for among what is.
            _ = PayloadSerializer.Shared.Functions.Find(root.Assembly, root.Build);
        }

        return _listed;
    }
}
