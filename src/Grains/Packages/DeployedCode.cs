using System.Collections.Concurrent;
using System.Reflection;
using OrleansPool.Payloads;

namespace OrleansPool.Packages;

/// <summary>Which assemblies the silo itself has, and which of them it lists for functions. Thread-safe.</summary>
internal sealed class DeployedCode(IEnumerable<Assembly> listed)
{
    /// <summary>Strangers name assemblies too: more are not remembered.</summary>
    private const int MaxKnown = 10_000;

    private readonly HashSet<Assembly> _listed = [.. listed];
    private readonly ConcurrentDictionary<CodeRoot, Assembly?> _known = new();
    private readonly ConcurrentDictionary<Assembly, bool> _ofListed = new();

    /// <summary>Full names of those that it lists.</summary>
    public string[] ListedNames => [.. _listed.Select(assembly => assembly.FullName!)];

    /// <summary>Whether the silo has an assembly in exactly that build.</summary>
    public bool Has(CodeRoot root) => Find(root)?.ManifestModule.ModuleVersionId == root.Build;

    /// <summary>The assembly of that name, if possible of that build, or null.</summary>
    public Assembly? Find(CodeRoot root)
    {
        if (_known.TryGetValue(root, out Assembly? known))
        {
            return known;
        }

        known = PayloadSerializer.Shared.Functions.Find(root.Assembly, root.Build);
        if (_known.Count < MaxKnown)
        {
            _known[root] = known;
        }

        return known;
    }

    /// <summary>Whether a listed assembly is, or refers to, that one: then its functions may well take values of it.</summary>
    public bool IsOfListed(Assembly assembly) => _ofListed.GetOrAdd(assembly, wanted =>
    {
        Dictionary<string, Assembly> loaded = HomeAssemblies.Loaded.Where(each => !each.IsDynamic).DistinctBy(each => each.GetName().Name).ToDictionary(each => each.GetName().Name!);
        var open = new Queue<Assembly>(loaded.Values.Where(IsListed));
        HashSet<Assembly> seen = [.. open];
        while (open.TryDequeue(out Assembly? at))
        {
            if (at == wanted)
            {
                return true;
            }

            foreach (AssemblyName reference in at.GetReferencedAssemblies())
            {
                if (loaded.TryGetValue(reference.Name!, out Assembly? referred) && !PortableTypes.IsFramework(referred) && seen.Add(referred))
                {
                    open.Enqueue(referred);
                }
            }
        }

        return false;
    });

    /// <summary>Whether functions of the assembly may run where only deployed ones may.</summary>
    public bool IsListed(Assembly assembly) =>
        _listed.Contains(assembly) || (!PortableTypes.IsFramework(assembly) && assembly.IsDefined(typeof(PoolFunctionsAttribute), inherit: false));
}
