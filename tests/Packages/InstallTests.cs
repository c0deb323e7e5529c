using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace OrleansPool.PackageTests;

/// <summary>What a new user does: a new console project, the package, the first example of the README; or the tool.</summary>
[Collection(PackedCollection.Name)]
public sealed partial class InstallTests(PackedFixture packed)
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Dotnet.Metadata("Repository"), "README.md"));

    [Fact]
    public async Task NewProject_RunsTheFirstExampleOfTheReadme()
    {
        string project = Directory.CreateDirectory(Path.Combine(packed.Work, "First")).FullName;
        await Dotnet.RunAsync(project, "new", "console", "--no-restore");
        await Dotnet.RunAsync(project, "add", "package", "OrleansPool", "--version", packed.Version);
        string program = Blocks("csharp").First();
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), program);

        // Beside it, what only works when analyzers and generators have come along.
        await File.WriteAllTextAsync(Path.Combine(project, "More.cs"), """
            using Orleans;
            using OrleansPool;

            [GenerateSerializer]
            public record Sent([property: Id(0)] int X);

            public static class Trap
            {
                public static int Sum(Pool pool)
                {
                    int sum = 0;
                    pool.ForEach(x => { sum += x; }, new[] { 1, 2, 3 });
                    return sum;
                }
            }
            """);

        string built = await Dotnet.RunAsync(project, "build", "--no-restore", "-o", "out");
        Assert.Contains("warning OP0003: The function assigns captured variable 'sum'", built);
        Assert.Contains("Codec_Sent", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(Path.Combine(project, "out", "First.dll"))));

        string output = await Dotnet.RunAsync(project, "out/First.dll");
        Assert.Matches(@"Program\.cs: \d+ bytes", output);
        Directory.Delete(Path.Combine(project, "out"), recursive: true);
        await RunOnSilosAsync(project, program);
    }

    [Fact]
    public async Task Tool_IsInstalledAndShowsItsHelp()
    {
        string tools = await packed.ToolsAsync();
        string program = Path.Combine(tools, OperatingSystem.IsWindows() ? "orleanspool.exe" : "orleanspool");
        Assert.Contains("silo", await Dotnet.RunProgramAsync(program, packed.Work, "--help"));
        Assert.Contains("--functions", await Dotnet.RunProgramAsync(program, packed.Work, "silo", "--help"));
        string folder = Directory.CreateDirectory(Path.Combine(packed.Folder.FullName, "lines")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Two.cs"), "// one\n// two\n");
        string lines = string.Join('\n', BlockWith("dotnet tool install").Split('\n').Where(line => !line.StartsWith("dotnet", StringComparison.Ordinal) && !line.StartsWith("export", StringComparison.Ordinal)));
        string output = await Dotnet.RunProgramAsync("bash", folder, "-ec", $"PATH={tools}:$PATH\n{lines}");
        Assert.Equal(["1", "2", "3", "2 ./Two.cs"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>What the README says to do next: three silos, the program that connects to them, a look at both. Other programs of this machine may have its ports.</summary>
    private async Task RunOnSilosAsync(string project, string program)
    {
        string[] ports = ["11111", "11112", "11113", "30000", "30001", "30002", "8080"];
        int[] free = FreePorts(ports.Length);
        string connects = Blocks("csharp").Select(block => block.TrimEnd()).Single(block => block.Contains("\"localhost:30000,", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(project, "Program.cs"), WithPorts(StartLine().Replace(program, connects)));
        string script = WithPorts(BlockWith("--functions bin/Release/net10.0/First.dll"));
        await Dotnet.RunProgramAsync(
            "bash",
            project,
            "-ec",
            $"""
            trap 'set +e; kill $(jobs -p); wait' EXIT
            export PATH={await packed.ToolsAsync()}:$PATH ORLEANSPOOL_SILO_PORT={free[0]} ORLEANSPOOL_GATEWAY_PORT={free[3]} ORLEANSPOOL_CONNECT=localhost:{free[3]}
            {script.Replace("orleanspool silos", "until [ \"$(orleanspool silos --json 2>/dev/null | grep -c '\"phase\":\"ready\"')\" = 3 ]; do sleep 0.5; done; orleanspool silos", StringComparison.Ordinal)}
            """);

        string WithPorts(string text) => Regex.Replace(text, $@"\b({string.Join('|', ports)})\b", port => $"{free[Array.IndexOf(ports, port.Value)]}");
    }

    private static int[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        Array.ForEach(listeners, listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        Array.ForEach(listeners, listener => listener.Dispose());
        return ports;
    }

    private static string BlockWith(string text) => Blocks("").First(block => block.Contains(text, StringComparison.Ordinal));

    private static IEnumerable<string> Blocks(string language) =>
        Block().Matches(Readme).Where(block => block.Groups[1].Value == language).Select(block => block.Groups[2].Value);

    [GeneratedRegex("^```(\\w*)\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex("^await using var pool = .*$", RegexOptions.Multiline)]
    private static partial Regex StartLine();
}
