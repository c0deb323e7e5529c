using System.Diagnostics;
using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A client is killed with -9: its jobs end, and their slots are free for others.</summary>
[Collection(OwnClusters.Patient)]
public sealed class ClientLossTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact(Timeout = Bound.Test)]
    public async Task Slots_OfAKilledClient_AreFreeWithinNinetySeconds()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(TestCluster.Plan with
        {
            Silos = 1,
            Store = StoreKind.Localhost,
            Arguments = [.. TestCluster.Plan.Arguments, "--log", "json"],
        });
        using var gate = new Gate();
        await using ChildProcess client = ChildProcess.Start(
            "the client",
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "ClientProgram.dll"), cluster.Gateways, cluster.Id, "20", $"{gate.Port}"]);
        await gate.ReachedAsync(2);
        client.Kill();
        var clock = Stopwatch.StartNew();

        // All slots are held by functions of the lost client, which do not heed their token.
        await using Pool pool = await cluster.PoolAsync();
        using var next = new Gate();
        AsyncResult<Ran[]> map = pool.MapAsync(Held.Pass, next.Items(2), chunkSize: 1);
        await next.ReachedAsync(2);
        output.WriteLine($"The slots were free {clock.Elapsed.TotalSeconds:F1} s after the client was killed.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
        await OperationsPage.IsToldAsync(cluster.Silos[0].Process.Log, "a client is killed", 7203);
        next.Open();
        Assert.Equal([0, 1], (await map.Bounded()).Select(ran => ran.Index));
        Assert.Equal(2, gate.Visits.Count);
    }
}
