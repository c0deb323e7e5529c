using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A client is killed with -9, and another hangs: their jobs end, and their slots are free for others. The one that hung begins again when it goes on.</summary>
[Collection(OwnClusters.Patient)]
public sealed class ClientLossTests(ITestOutputHelper output)
{
    private const int ItemsOfEach = 2;
    private const int Slots = 2 * ItemsOfEach;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact(Timeout = Bound.Test)]
    public async Task Slots_OfClientsThatAreKilledOrHang_AreFreeWithinNinetySeconds()
    {
        await using TestCluster cluster = await TestCluster.StartAsync(TestCluster.Plan with
        {
            Silos = 1,
            Workers = Slots,
            Store = StoreKind.Localhost,
            Arguments = [.. TestCluster.Plan.Arguments, "--log", "json", "--burst-workers", "0"],
        });
        using var gateOfKilled = new Gate();
        using var gateOfHung = new Gate();
        await using ChildProcess killed = Start("the client that is killed", cluster, gateOfKilled);
        await using ChildProcess hung = Start("the client that hangs", cluster, gateOfHung);
        await gateOfKilled.ReachedAsync(ItemsOfEach);
        await gateOfHung.ReachedAsync(ItemsOfEach);
        hung.Freeze();
        killed.Kill();
        var clock = FairClock.StartNew();

        // All slots are held by functions of the lost clients, which do not heed their token.
        await using Pool pool = await cluster.PoolAsync();
        using var next = new Gate();
        AsyncResult<Ran[]> map = pool.MapAsync(Held.Pass, next.Items(Slots), chunkSize: 1);
        await next.ReachedAsync(Slots);
        output.WriteLine($"The slots were free {clock} after the clients were lost.");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
        await OperationsPage.IsToldAsync(cluster.Silos[0].Process.Log, "a client is killed", 7203);
        next.Open();
        Assert.Equal(Enumerable.Range(0, Slots), (await map.Bounded()).Select(ran => ran.Index));
        Assert.Equal(ItemsOfEach, gateOfKilled.Visits.Count);

        gateOfHung.Open();
        hung.Continue();
        Assert.True(await hung.Ended.Bounded() == 0, hung.Written());
    }

    private static ChildProcess Start(string name, TestCluster cluster, Gate gate) => ChildProcess.Start(
        name,
        "dotnet",
        [Path.Combine(AppContext.BaseDirectory, "ClientProgram.dll"), cluster.Gateways, cluster.Id, $"{ItemsOfEach}", gate.Path]);
}
