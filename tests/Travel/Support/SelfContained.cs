using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace OrleansPool.TravelTests.Support;

/// <summary>A program with .NET beside it, as <c>dotnet publish --self-contained</c> lays it out; made of the .NET that runs these tests, so that nothing has to come from anywhere.</summary>
internal sealed class SelfContained : IDisposable
{
    private const string Framework = "Microsoft.NETCore.App";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-self-contained-");

    /// <param name="program">The assembly of a program that its build has put where it can run.</param>
    public SelfContained(string program)
    {
        string runtime = Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());
        string version = Path.GetFileName(runtime);
        string[] own = Directory.GetFiles(Path.GetDirectoryName(program)!);
        string[] ofRuntime = [.. Directory.GetFiles(runtime).Where(file => Path.GetExtension(file) != ".json")];
        string host = Path.Combine(runtime, "..", "..", "..", "host", "fxr", version, "libhostfxr.so");

        // What is in both is .NET's, as in a publish.
        foreach (string file in (string[])[.. own, .. ofRuntime, host])
        {
            File.Copy(file, Path.Combine(_folder.FullName, Path.GetFileName(file)), overwrite: true);
        }

        Program = Path.Combine(_folder.FullName, Path.GetFileNameWithoutExtension(program));
        Change(".runtimeconfig.json", config =>
        {
            JsonObject options = config["runtimeOptions"]!.AsObject();
            options.Remove("framework");
            options["includedFrameworks"] = new JsonArray(new JsonObject { ["name"] = Framework, ["version"] = version });
        });
        Change(".deps.json", deps => AddPack(deps, $"runtimepack.{Framework}.Runtime.{RuntimeInformation.RuntimeIdentifier}/{version}", ofRuntime));
    }

    /// <summary>The program's host.</summary>
    public string Program { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void AddPack(JsonNode deps, string pack, string[] files)
    {
        // A build for one platform has an empty target, and then its own.
        string target = deps["runtimeTarget"]!["name"]!.GetValue<string>();
        string own = $"{target}/{RuntimeInformation.RuntimeIdentifier}";
        JsonObject targets = deps["targets"]!.AsObject();
        JsonObject parts = targets[target]!.DeepClone().AsObject();
        parts[pack] = new JsonObject
        {
            ["runtime"] = Files(files.Where(static file => Path.GetExtension(file) == ".dll" && IsManaged(file))),
            ["native"] = Files(files.Where(static file => Path.GetExtension(file) != ".dll" || !IsManaged(file))),
        };
        targets[target] = new JsonObject();
        targets[own] = parts;
        deps["runtimeTarget"]!["name"] = own;
        deps["libraries"]!.AsObject()[pack] = new JsonObject { ["type"] = "runtimepack", ["serviceable"] = false, ["sha512"] = "" };
    }

    private static bool IsManaged(string file)
    {
        using var content = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(file));
        return content.HasMetadata;
    }

    private static JsonObject Files(IEnumerable<string> files) => new(files.Select(file => KeyValuePair.Create(Path.GetFileName(file), (JsonNode?)new JsonObject())));

    private void Change(string extension, Action<JsonNode> change)
    {
        JsonNode read = JsonNode.Parse(File.ReadAllText(Program + extension))!;
        change(read);
        File.WriteAllText(Program + extension, read.ToJsonString());
    }
}
