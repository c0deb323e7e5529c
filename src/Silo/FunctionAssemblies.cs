using System.Reflection;
using System.Runtime.Loader;

namespace OrleansPool.Silo;

/// <summary>The assemblies whose functions this silo has. What they need is looked for beside them.</summary>
internal static class FunctionAssemblies
{
    public static void Load(IReadOnlyCollection<FileInfo> assemblies)
    {
        string[] folders = [.. assemblies.Select(assembly => assembly.DirectoryName!).Distinct()];
        AssemblyLoadContext.Default.Resolving += (context, name) => Find(context, name, folders);
        foreach (FileInfo assembly in assemblies)
        {
            AssemblyLoadContext.Default.LoadFromAssemblyPath(assembly.FullName);
        }
    }

    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name, string[] folders) => folders
        .Select(folder => Path.Combine(folder, $"{name.Name}.dll"))
        .Where(File.Exists)
        .Select(context.LoadFromAssemblyPath)
        .FirstOrDefault();
}
