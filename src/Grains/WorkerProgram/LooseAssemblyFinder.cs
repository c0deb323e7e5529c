using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace OrleansPool.WorkerProgram;

/// <summary>Finds assemblies that the silo has loaded and the application does not have by itself, what they need, and their native libraries.</summary>
internal static class LooseAssemblyFinder
{
    private static readonly ConcurrentDictionary<string, AssemblyDependencyResolver> Resolvers = new();
    private static readonly Lazy<bool> Hooks = new(Hook);

    public static void Add(string[] files)
    {
        foreach (string file in files)
        {
            _ = Hooks.Value;
            Resolvers.GetOrAdd(file, static path => new AssemblyDependencyResolver(path));
        }
    }

    private static bool Hook()
    {
        AssemblyLoadContext.Default.Resolving += static (context, name) => Find(name) is { } path ? context.LoadFromAssemblyPath(path) : null;
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += static (_, name) => FindNative(name) is { } path ? NativeLibrary.Load(path) : nint.Zero;
        return true;
    }

    private static string? Find(AssemblyName name) => Resolvers.Keys.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file) == name.Name)
        ?? Resolvers.Values.Select(resolver => resolver.ResolveAssemblyToPath(name)).FirstOrDefault(File.Exists)
        ?? Resolvers.Keys.Select(file => Path.Combine(Path.GetDirectoryName(file)!, $"{name.Name}.dll")).FirstOrDefault(File.Exists);

    private static string? FindNative(string name) => Resolvers.Values.Select(resolver => resolver.ResolveUnmanagedDllToPath(name)).FirstOrDefault(File.Exists);
}
