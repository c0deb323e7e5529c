using System.Collections.Concurrent;

namespace OrleansPool.Watching;

/// <summary>Names of the silos that a coordinator has had, also of those that are gone. Thread-safe.</summary>
internal sealed class SiloNames
{
    private readonly ConcurrentDictionary<int, string> _names = new();

    public void Set(int silo, string name) => _names[silo] = name;

    public string Of(int silo) => _names.GetValueOrDefault(silo, "unknown");
}
