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

        type = found!;
        return found is not null;
    }
}
