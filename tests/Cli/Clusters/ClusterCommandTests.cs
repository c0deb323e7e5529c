using System.Diagnostics;
using System.Text.Json;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Clusters;

/// <summary>Looking at a cluster of two silos, and steering it.</summary>
public sealed class ClusterCommandTests : IAsyncLifetime
{
    private SiloCluster _cluster = null!;

    private string[] Connect => ["--connect", _cluster.Gateways, "--cluster-id", _cluster.Id];

    public async Task InitializeAsync() =>
        _cluster = await SiloCluster.StartAsync(new ClusterPlan { Silos = 2, Store = StoreKind.Localhost, Functions = CliRun.Functions });

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact(Timeout = Bound.Test)]
    public async Task Silos_AreListed()
    {
        CliRun table = await CliRun.RunAsync(["silos", .. Connect]);
        CliRun json = await CliRun.RunAsync(["silos", "--json", .. Connect]);

        Assert.Equal(3, table.Silently().Lines.Length);
        Assert.All(_cluster.Silos, silo => Assert.Contains($"127.0.0.1:{silo.SiloPort}@", table.Output));
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
    public async Task Silo_IsDrained()
    {
        int port = _cluster.Silos[1].SiloPort;
        CliRun run = await CliRun.RunAsync(["drain", $"127.0.0.1:{port}", "--wait", .. Connect]);

        Assert.Contains("is drained", run.Silently().Output);
        Assert.Contains("Drained", Assert.Single((await CliRun.RunAsync(["silos", .. Connect])).Lines, line => line.Contains($":{port}@", StringComparison.Ordinal)));
        Assert.True(_cluster.Silos[1].IsAlive);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task BeginningOfASilosName_OrNoName_IsNoSilo()
    {
        string address = $"127.0.0.1:{_cluster.Silos[0].SiloPort}";
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
