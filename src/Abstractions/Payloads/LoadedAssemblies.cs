using System.Reflection;
using System.Runtime.Loader;

namespace OrleansPool.Payloads;

/// <summary>Assemblies that are deployed with this process: loaded ones, and those that the default load context finds by name.</summary>
internal sealed class LoadedAssemblies : IFunctionAssemblies
{
    public Assembly? Find(string name, Guid build)
    {
        Assembly? other = null;
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
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

        return other ?? Load(name);
    }

    private static Assembly? Load(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception missing) when (missing is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null;
        }
    }
}
