using System.Text.Json;

namespace OrleansPool.Packages;

/// <summary>Reads what builds of programs say of their parts: files <c>*.deps.json</c>.</summary>
internal static class DepsReader
{
    /// <summary>Those of this process.</summary>
    public static IEnumerable<string> OwnPaths => ((string?)AppContext.GetData("APP_CONTEXT_DEPS_FILES") ?? string.Empty).Split(Path.PathSeparator, ';').Where(File.Exists);

    /// <summary>The parts, those of each target by themselves. A file that cannot be read has none.</summary>
    public static IReadOnlyList<DepsLibrary> Read(IEnumerable<string> paths) => [.. paths.SelectMany(ReadOne)];

    private static List<DepsLibrary> ReadOne(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. ReadAll(document.RootElement)];
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException or KeyNotFoundException or InvalidOperationException)
        {
            // Without it the references between assemblies have to do.
            return [];
        }
    }

    private static IEnumerable<DepsLibrary> ReadAll(JsonElement root)
    {
        root.TryGetProperty("libraries", out JsonElement libraries);
        foreach (JsonProperty target in root.GetProperty("targets").EnumerateObject())
        {
            foreach (JsonProperty entry in target.Value.EnumerateObject())
            {
                JsonElement library = default;
                if (libraries.ValueKind == JsonValueKind.Object)
                {
                    libraries.TryGetProperty(entry.Name, out library);
                }

                // Name/Version
                yield return ReadOne(entry.Name.Split('/')[0], entry.Value, library);
            }
        }
    }

    private static DepsLibrary ReadOne(string name, JsonElement target, JsonElement library)
    {
        List<DepsAsset> assemblies = [.. Files(target, "runtime").Select(file => new DepsAsset(file, ""))];
        List<DepsAsset> natives = [.. Files(target, "native").Select(file => new DepsAsset(file, ""))];
        if (target.TryGetProperty("runtimeTargets", out JsonElement ofPlatforms))
        {
            foreach (JsonProperty file in ofPlatforms.EnumerateObject())
            {
                var asset = new DepsAsset(file.Name, Text(file.Value, "rid"));
                (Text(file.Value, "assetType") == "native" ? natives : assemblies).Add(asset);
            }
        }

        return new DepsLibrary(name, Text(library, "type"), Text(library, "path"), [.. Files(target, "dependencies")], assemblies, natives);
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value.GetString() ?? "" : "";

    private static IEnumerable<string> Files(JsonElement target, string kind) =>
        target.TryGetProperty(kind, out JsonElement files) ? files.EnumerateObject().Select(static file => file.Name).Where(static name => !name.EndsWith("/_._", StringComparison.Ordinal)) : [];
}
