namespace OrleansPool.Packages;

/// <summary>The files of .NET that a self-contained program brings along, by what its deps.json says: each with the shared framework that it is of elsewhere.</summary>
internal sealed class RuntimePacks
{
    private const string Prefix = "runtimepack.";
    private const string Suffix = ".Runtime.";

    private readonly Dictionary<string, string> _frameworks = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds them among the parts of a program.</summary>
    public RuntimePacks(IEnumerable<DepsLibrary> libraries)
    {
        foreach (DepsLibrary library in libraries.Where(static library => library.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            string framework = NameOf(library.Name);
            foreach (DepsAsset file in library.Assemblies.Concat(library.Natives))
            {
                _frameworks[Path.GetFileName(file.Path)] = framework;
            }
        }
    }

    /// <summary>The shared framework of a file, or null for one of the program's own.</summary>
    public string? FrameworkOf(string fileName) => _frameworks.GetValueOrDefault(fileName);

    // runtimepack.Microsoft.AspNetCore.App.Runtime.linux-x64
    private static string NameOf(string library)
    {
        int end = library.IndexOf(Suffix, StringComparison.OrdinalIgnoreCase);
        return library[Prefix.Length..(end < 0 ? library.Length : end)];
    }
}
