using System.Collections.Concurrent;
using System.Reflection;

namespace OrleansPool.Payloads;

/// <summary>Assemblies that are deployed with this process: loaded ones, and those that the default load context finds by name.</summary>
internal sealed class LoadedAssemblies : IFunctionAssemblies
{
    private readonly ConcurrentDictionary<(string Name, Guid Build), Assembly> _found = new();

    public Assembly? Find(string name, Guid build)
    {
        if (_found.TryGetValue((name, build), out Assembly? known))
        {
            return known;
        }

        Assembly? found = Search(name, build);
        if (found is not null && found.ManifestModule.ModuleVersionId == build)
        {
            _found[(name, build)] = found;
        }

        return found;
    }

    /// <summary>All may be named.</summary>
    public void Check(MethodInfo method)
    {
        // Who may send functions at all was decided before.
    }

    /// <summary>Those of all assemblies.</summary>
    public bool Carries(Assembly assembly) => true;

    private static Assembly? Search(string name, Guid build)
    {
        Assembly? other = null;
        foreach (Assembly assembly in HomeAssemblies.Loaded)
        {
            if (!assembly.IsDynamic && assembly.GetName().Name == name)
            {
                if (assembly.ManifestModule.ModuleVersionId == build)
                {
                    return assembly;
                }

                other = assembly;
            }
        }

        return other ?? HomeAssemblies.Load(new AssemblyName(name));
    }
}
