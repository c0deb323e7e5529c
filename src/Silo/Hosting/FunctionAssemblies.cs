using System.Reflection;
using System.Runtime.Loader;

namespace OrleansPool.Silo.Hosting;

/// <summary>Loads the assemblies whose functions this silo has. What they need is looked for where their build says, and beside them.</summary>
internal static class FunctionAssemblies
{
    /// <exception cref="StartException">One of them cannot be loaded.</exception>
    /// <returns>Those that were named, without what the silo itself is made of.</returns>
    public static IReadOnlyList<Assembly> Load(IReadOnlyCollection<FileInfo> files)
    {
        AssemblyDependencyResolver[] resolvers = [.. files.Select(file => new AssemblyDependencyResolver(file.FullName))];
        string[] folders = [.. files.Select(file => file.DirectoryName!).Distinct()];
        AssemblyLoadContext.Default.Resolving += (context, name) => Find(context, name, resolvers, folders);
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => FindNative(name, resolvers);

        HashSet<string> own = [.. OwnAssemblies()];
        List<Assembly> loaded = [];
        foreach (FileInfo file in files.Where(file => !own.Contains(file.Name)))
        {
            try
            {
                loaded.Add(AssemblyLoadContext.Default.LoadFromAssemblyPath(file.FullName));
            }
            catch (Exception error) when (error is BadImageFormatException or IOException or UnauthorizedAccessException)
            {
                throw new StartException($"--functions {file} cannot be loaded: {error.Message}", error);
            }
        }

        return loaded;
    }

    /// <summary>File names of what the silo itself is made of: it has its own copies.</summary>
    private static IEnumerable<string> OwnAssemblies() => ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(path => Path.GetFileName(path));

    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name, AssemblyDependencyResolver[] resolvers, string[] folders)
    {
        IEnumerable<string?> places = resolvers
            .Select(resolver => resolver.ResolveAssemblyToPath(name))
            .Concat(folders.Select(folder => Path.Combine(folder, $"{name.Name}.dll")));
        return places.FirstOrDefault(File.Exists) is { } path ? context.LoadFromAssemblyPath(path) : null;
    }

    private static nint FindNative(string name, AssemblyDependencyResolver[] resolvers) => resolvers
        .Select(resolver => resolver.ResolveUnmanagedDllToPath(name))
        .FirstOrDefault(File.Exists) is { } path
            ? System.Runtime.InteropServices.NativeLibrary.Load(path)
            : nint.Zero;
}
