using System.Diagnostics;
using System.Text.Json;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Clusters;

/// <summary>Looking at a cluster of two silos, and steering its jobs.</summary>
public sealed class ClusterCommandTests(CommandCluster cluster) : IClassFixture<CommandCluster>
{
    private string[] Connect => cluster.Connect;

    [Fact(Timeout = Bound.Test)]
    public async Task Silos_AreListed()
    {
        CliRun table = await CliRun.RunAsync(["silos", .. Connect]);
        CliRun json = await CliRun.RunAsync(["silos", "--json", .. Connect]);

        Assert.Equal(3, table.Silently().Lines.Length);
        Assert.All(cluster.Silos, silo => Assert.Contains($"127.0.0.1:{silo.SiloPort}@", table.Output));
        Assert.Equal(2, json.Silently().Lines.Length);
        Assert.All(json.Lines, line => Assert.Equal("ready", JsonDocument.Parse(line).RootElement.GetProperty("phase").GetString()));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Job_IsListed_Shown_AndCancelled()
    {
        using Process map = await StartJobAsync();

        JsonElement job = JsonDocument.Parse(Assert.Single((await CliRun.RunAsync(["jobs", "--running", "--json", .. Connect])).Silently().Lines)).RootElement;
        string id = job.GetProperty("id").GetString()!;
        Assert.Contains("Maths.Slowly", job.GetProperty("function").GetString());

        CliRun shown = await CliRun.RunAsync(["job", id[..6], .. Connect]);
        Assert.Contains(id, shown.Silently().Output);

        CliRun cancelled = await CliRun.RunAsync(["cancel", id, .. Connect]);
        Assert.Equal($"Job {id} is cancelled.\n", cancelled.Silently().Output);
        (await CliRun.RunAsync(["cancel", id, .. Connect])).SaidOnly(ToolExit.NotFound, id, "has ended");
        (await CliRun.EndAsync(map, "")).SaidOnly(ToolExit.Cancelled, "was cancelled");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task BeginningOfASilosName_OrNoName_IsNoSilo()
    {
        string address = $"127.0.0.1:{cluster.Silos[0].SiloPort}";
        foreach (string text in new[] { "", address[..^1], "127.0.0.1" })
        {
            (await CliRun.RunAsync(["drain", text, .. Connect])).SaidOnly(ToolExit.NotFound, $"no silo '{text}'");
        }

        (await CliRun.RunAsync(["cancel", "", .. Connect])).SaidOnly(ToolExit.NotFound, "no job ''");
        Assert.DoesNotContain("Drain", (await CliRun.RunAsync(["silos", .. Connect])).Silently().Output);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Watch_EndsWithWhoeverReadsIt()
    {
        using Process map = await StartJobAsync();
        CliRun run = await CliRun.ShellAsync($"orleanspool jobs --running --watch --json {string.Join(' ', Connect)} | head -1; exit ${{PIPESTATUS[0]}}");

        run.SaidOnly(ToolExit.ClosedPipe, "was closed by whoever read it");
        Assert.Single(run.Lines);
        await CliRun.EndAsync(map, "");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Watch_EndsWell_WhenItIsStopped()
    {
        using Process map = await StartJobAsync();
        using Process watch = CliRun.Start(["jobs", "--running", "--watch", "--json", .. Connect]);
        Assert.Contains("Maths.Slowly", await watch.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        Posix.Signal(watch.Id, Posix.SigInt);
        (await CliRun.EndAsync(watch, "")).Silently();
        await CliRun.EndAsync(map, "");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData("job")]
    [InlineData("cancel")]
    [InlineData("drain")]
    public async Task WhatIsNotThere_IsNamed(string command) =>
        (await CliRun.RunAsync([command, "nothing-like-that", .. Connect])).SaidOnly(ToolExit.NotFound, "'nothing-like-that'", "orleanspool");

    /// <summary>A job that has a result and waits for further input.</summary>
    private async Task<Process> StartJobAsync()
    {
        Process map = CliRun.Start(["map", CliRun.Functions, "Maths.Slowly", .. Connect]);
        await map.StandardInput.WriteAsync("1\n");
        await map.StandardInput.FlushAsync();
        Assert.Equal("2", await map.StandardOutput.ReadLineAsync().WaitAsync(Bound.Limit));
        return map;
    }
}
