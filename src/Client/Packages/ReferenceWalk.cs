using System.Reflection;
using OrleansPool.Functions;

namespace OrleansPool.Packages;

/// <summary>
/// Finds the files of all assemblies that some assemblies refer to, by their metadata: nothing is loaded for it. Ends at what .NET itself has.
/// </summary>
internal sealed class ReferenceWalk
{
    private static readonly bool HasAppFiles = Assembly.GetEntryAssembly() is not { Location: "" };

    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> _frameworks = new(StringComparer.Ordinal);
    private readonly Queue<string> _pending = new();

    /// <summary>Files by the names of their assemblies.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Shared frameworks that are needed.</summary>
    public IReadOnlyCollection<string> Frameworks => _frameworks;

    /// <summary>Adds a loaded assembly with all that it refers to.</summary>
    /// <exception cref="FunctionNotShippableException">It has no file, or its file is of another build.</exception>
    public void Add(Assembly assembly)
    {
        if (ShippableDelegate.ReasonAgainst(assembly, HasAppFiles) is { } reason)
        {
            throw new FunctionNotShippableException(reason);
        }

        ThrowIfRebuilt(assembly, assembly.Location);
        Add(assembly.GetName().Name!, assembly.Location);
        Follow();
    }

    /// <summary>Adds the file of an assembly with all that it refers to.</summary>
    public void AddFile(string path)
    {
        Add(Path.GetFileNameWithoutExtension(path), path);
        Follow();
    }

    private void Follow()
    {
        while (_pending.TryDequeue(out string? path))
        {
            foreach (string name in AssemblyFile.ReferencesOf(path))
            {
                if (!_files.ContainsKey(name) && Find(name, path) is { } found)
                {
                    Add(name, found);
                }
            }
        }
    }

    private void Add(string name, string path)
    {
        if (FrameworkLayout.OfThisProcess.FrameworkOf(path) is { } framework)
        {
            if (framework != "Microsoft.NETCore.App")
            {
                _frameworks.Add(framework);
            }
        }
        else if (_files.TryAdd(name, path))
        {
            _pending.Enqueue(path);
        }
    }

    private static string? Find(string name, string referrer)
    {
        if (Loaded(name) is { } loaded)
        {
            return loaded;
        }

        string[] places = [Path.Combine(Path.GetDirectoryName(referrer)!, $"{name}.dll"), Path.Combine(AppContext.BaseDirectory, $"{name}.dll")];

        // One that is nowhere may never be needed; if it is, the silo says that it is missing.
        return ClientFramework.FileOf(name) ?? Array.Find(places, File.Exists);
    }

    private static string? Loaded(string name)
    {
        Assembly? assembly = Payloads.HomeAssemblies.Loaded.FirstOrDefault(each => !each.IsDynamic && each.Location.Length > 0 && each.GetName().Name == name);
        if (assembly is null)
        {
            return null;
        }

        if (!Payloads.PortableTypes.IsFramework(assembly))
        {
            ThrowIfRebuilt(assembly, assembly.Location);
        }

        return assembly.Location;
    }

    private static void ThrowIfRebuilt(Assembly assembly, string path)
    {
        if (!File.Exists(path) || AssemblyFile.Read(path)?.Build != assembly.ManifestModule.ModuleVersionId)
        {
            throw new FunctionNotShippableException($"'{path}' changed on disk since this process loaded it: it was rebuilt while running. Restart the client.");
        }
    }
}
