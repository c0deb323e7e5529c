using System.Text.Json;

namespace OrleansPool.Packages;

/// <summary>The files of .NET that a self-contained program brings along, by what its deps.json says: each with the shared framework that it is of elsewhere.</summary>
internal sealed class RuntimePacks
{
    private const string Prefix = "runtimepack.";
    private const string Suffix = ".Runtime.";

    private readonly Dictionary<string, string> _frameworks = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads them. A file that cannot be read has none.</summary>
    public static RuntimePacks Read(IEnumerable<string> depsFiles)
    {
        var packs = new RuntimePacks();
        foreach (string path in depsFiles)
        {
            try
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(path));
                packs.Add(document.RootElement);
            }
            catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException or KeyNotFoundException or InvalidOperationException)
            {
                continue;
            }
        }

        return packs;
    }

    /// <summary>The shared framework of a file, or null for one of the program's own.</summary>
    public string? FrameworkOf(string fileName) => _frameworks.GetValueOrDefault(fileName);

    private void Add(JsonElement root)
    {
        foreach (JsonProperty target in root.GetProperty("targets").EnumerateObject())
        {
            foreach (JsonProperty library in target.Value.EnumerateObject().Where(static library => library.Name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
            {
                string framework = NameOf(library.Name);
                foreach (string file in FilesOf(library.Value, "runtime").Concat(FilesOf(library.Value, "native")))
                {
                    _frameworks[Path.GetFileName(file)] = framework;
                }
            }
        }
    }

    // runtimepack.Microsoft.AspNetCore.App.Runtime.linux-x64/10.0.0
    private static string NameOf(string library)
    {
        int end = library.IndexOf(Suffix, StringComparison.OrdinalIgnoreCase);
        return library[Prefix.Length..(end < 0 ? library.Length : end)];
    }

    private static IEnumerable<string> FilesOf(JsonElement library, string kind) =>
        library.TryGetProperty(kind, out JsonElement files) ? files.EnumerateObject().Select(static file => file.Name) : [];
}
