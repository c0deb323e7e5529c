using System.Reflection;
using System.Text.Json;
using OrleansPool.Processes;

namespace OrleansPool.BenchmarkTests;

/// <summary>A run of the comparison over one small work, on a machine whose <c>python3</c> is the given script.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Text">What it wrote.</param>
/// <param name="Entries">By the name of the peer: its status, and the note beside it.</param>
internal sealed record PeersRun(int ExitCode, string Text, IReadOnlyDictionary<string, (string Status, string Note)> Entries)
{
    private static readonly string Program = typeof(PeersRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Peers").Value!;

    /// <param name="folder">Where all of its files go.</param>
    /// <param name="python">The lines of <c>python3</c>, a shell script; null for a machine without it.</param>
    /// <param name="arguments">Those of the program, besides the work, quickness and files.</param>
    public static async Task<PeersRun> OfAsync(string folder, string? python, params string[] arguments)
    {
        string path = Directory.CreateDirectory(Path.Combine(folder, "path")).FullName;
        if (python is not null && !OperatingSystem.IsWindows())
        {
            string script = Path.Combine(path, "python3");
            await File.WriteAllTextAsync(script, $"#!/bin/sh\n[ \"$1\" = -c ] && exit 0\n{python}\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        string json = Path.Combine(folder, "figures.json");
        await using ChildProcess run = ChildProcess.Start(
            "The comparison",
            Environment.ProcessPath!,
            [Program, "--quick", "--work", "map", "--json", json, "--charts", Path.Combine(folder, "charts"), .. arguments],
            new Dictionary<string, string> { ["PATH"] = path });
        int exitCode = await run.Ended.Bounded();
        return new PeersRun(exitCode, string.Join('\n', run.Log.Lines), File.Exists(json) ? await ReadAsync(json) : new Dictionary<string, (string, string)>());
    }

    private static async Task<Dictionary<string, (string Status, string Note)>> ReadAsync(string json)
    {
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        return report.RootElement.GetProperty("works")[0].GetProperty("peers").EnumerateArray().ToDictionary(
            peer => peer.GetProperty("peer").GetString()!,
            peer => (peer.GetProperty("status").GetString()!, peer.TryGetProperty("note", out JsonElement note) ? note.GetString()! : ""));
    }
}
