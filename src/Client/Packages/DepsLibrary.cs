using System.Text.Json;

namespace OrleansPool.Packages;

/// <summary>A NuGet package of the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Folder">Where it is within a package folder.</param>
/// <param name="Dependencies">Names of packages that it needs.</param>
/// <param name="Assemblies">Its assemblies, also those for one platform.</param>
/// <param name="Natives">Its native libraries.</param>
internal sealed record DepsLibrary(
    string Name,
    string Folder,
    IReadOnlyList<string> Dependencies,
    IReadOnlyList<DepsAsset> Assemblies,
    IReadOnlyList<DepsAsset> Natives)
{
    public static DepsLibrary Read(string name, JsonElement target, JsonElement library)
    {
        string folder = library.ValueKind == JsonValueKind.Object && library.TryGetProperty("path", out JsonElement path) ? path.GetString() ?? "" : "";
        List<DepsAsset> assemblies = [.. Files(target, "runtime").Select(file => new DepsAsset(file, ""))];
        List<DepsAsset> natives = [.. Files(target, "native").Select(file => new DepsAsset(file, ""))];
        if (target.TryGetProperty("runtimeTargets", out JsonElement ofPlatforms))
        {
            foreach (JsonProperty file in ofPlatforms.EnumerateObject())
            {
                var asset = new DepsAsset(file.Name, file.Value.GetProperty("rid").GetString() ?? "");
                (file.Value.GetProperty("assetType").GetString() == "native" ? natives : assemblies).Add(asset);
            }
        }

        return new DepsLibrary(name, folder, [.. Files(target, "dependencies")], assemblies, natives);
    }

    private static IEnumerable<string> Files(JsonElement target, string kind) =>
        target.TryGetProperty(kind, out JsonElement files) ? files.EnumerateObject().Select(static file => file.Name).Where(static name => !name.EndsWith("/_._", StringComparison.Ordinal)) : [];
}
