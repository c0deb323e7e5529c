using System.Diagnostics;
using OrleansPool.Cli.Running;
using OrleansPool.CliTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.CliTests.Clusters;

/// <summary>Draining a silo, and waiting until it has drained.</summary>
public sealed class DrainTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task Silo_IsDrained_WhoeverWaits()
    {
        await using SiloCluster cluster = await SiloCluster.StartAsync(new ClusterPlan { Silos = 2, Workers = 1, Store = StoreKind.Localhost, Functions = CliRun.Functions });
        string[] connect = ["--connect", cluster.Gateways, "--cluster-id", cluster.Id];
        CliRun idle = await CliRun.RunAsync(["drain", $"127.0.0.1:{cluster.Silos[1].SiloPort}", "--wait", .. connect]);

        Assert.Contains("is drained", idle.Silently().Output);
        Assert.Contains("Drained", await LineOfAsync(cluster.Silos[1]));
        Assert.True(cluster.Silos[1].IsAlive);

        // The other one has an item that does not end; who waits for it may go.
        using Process map = CliRun.Start(["map", CliRun.Functions, "Maths.Hang", .. connect]);
        await map.StandardInput.WriteAsync("1\n");
        await map.StandardInput.FlushAsync();
        await UntilAsync("1", async () => (await LineOfAsync(cluster.Silos[0])).Split(' ', StringSplitOptions.RemoveEmptyEntries)[4]);
        using Process drain = CliRun.Start(["drain", $"127.0.0.1:{cluster.Silos[0].SiloPort}", "--wait", .. connect]);
        await UntilAsync("Draining", async () => (await LineOfAsync(cluster.Silos[0])).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]);
        Posix.Signal(drain.Id, Posix.SigInt);
        (await CliRun.EndAsync(drain, "")).SaidOnly(ToolExit.Interrupted, "goes on to drain; nobody waits for it any more");
        map.Kill();
        await map.WaitForExitAsync();
        ProcessGuard.Forget(map.Id);

        async Task<string> LineOfAsync(SiloProcess silo) =>
            Assert.Single((await CliRun.RunAsync(["silos", .. connect])).Lines, line => line.Contains($":{silo.SiloPort}@", StringComparison.Ordinal));
    }

    private static async Task UntilAsync(string wanted, Func<Task<string>> look)
    {
        using var limit = new CancellationTokenSource(Bound.Limit);
        while (await look() != wanted)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
