using System.Collections.Concurrent;
using Orleans.Serialization.TypeSystem;

namespace OrleansPool.Payloads;

/// <summary>
/// Finds types by name among <see cref="HomeAssemblies"/>. The one of Orleans takes whatever the process has loaded last under a name, which
/// with two builds of a program is the other's type.
/// </summary>
internal sealed class HomeTypeResolver : TypeResolver
{
    private readonly ConcurrentDictionary<string, Type> _found = new();

    public override Type ResolveType(string name) => TryResolveType(name, out Type type)
        ? type
        : throw new TypeAccessException($"Unable to find a type named {name}");

    public override bool TryResolveType(string name, out Type type)
    {
        if (_found.TryGetValue(name, out Type? known))
        {
            type = known;
            return true;
        }

        Type? found = HomeAssemblies.Resolve(name);
        if (found is not null)
        {
            _found[name] = found;
        }

        if (found is null && HomeAssemblies.IsPackage && name.Split(',') is [var wanted, var assembly, ..])
        {
            // Of the framework's types all are here; so it is one of an assembly that the client has and did not send.
            throw new TypeAccessException(
                $"Type '{wanted.Trim()}' is not in the package: it was loaded at run time on the client. Add pool.Package.Include(\"{assembly.Trim()}.dll\").");
        }

        type = found!;
        return found is not null;
    }
}
