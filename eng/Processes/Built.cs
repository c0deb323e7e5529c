using System.Reflection;
using System.Text.Json;

namespace OrleansPool.Processes;

/// <summary>Where the build has put the programs that are started here.</summary>
internal static class Built
{
    public static string Silo => Existing(Metadata("SiloProgram"), "Build src/Silo in the same configuration.");

    /// <summary>The store of the repository's tool manifest.</summary>
    public static string Garnet
    {
        get
        {
            using JsonDocument manifest = JsonDocument.Parse(File.ReadAllText(Metadata("ToolManifest")));
            string version = manifest.RootElement.GetProperty("tools").GetProperty("garnet-server").GetProperty("version").GetString()!;
            string tools = Path.Combine(Metadata("Packages"), "garnet-server", version, "tools");
            return Existing(Path.Combine(tools, $"net{Environment.Version.Major}.0", "any", "GarnetServer.dll"), "Run: dotnet tool restore");
        }
    }

    private static string Existing(string file, string advice) =>
        File.Exists(file) ? file : throw new InvalidOperationException($"There is no {Path.GetFullPath(file)}. {advice}");

    private static string Metadata(string key) =>
        typeof(Built).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
