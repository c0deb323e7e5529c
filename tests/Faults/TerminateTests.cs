using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>SIGTERM: a silo drains and leaves. No item fails, none is charged, none runs twice.</summary>
[Collection(SiloCollection.Name)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class TerminateTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 120;

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MapAsync_WhoseSiloIsToldToStop_RunsEachItemOnceOrFreeOfCharge(bool isCoordinators)
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess leaving = await VictimAsync(pool, isCoordinators);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.WhenAsync(visits => visits.Count >= 6 && visits.Any(visit => leaving.Is(visit.Silo)));

        leaving.Process.Terminate();
        gate.Open();
        Ran[] results = await map.Bounded();
        Assert.Equal(0, await leaving.Process.Ended.Bounded());
        foreach (int line in isCoordinators ? new[] { 7210, 7211, 7212 } : [7210, 7212])
        {
            await OperationsPage.IsToldAsync(leaving.Process.Log, "a silo is told to stop", line);
        }

        Assert.Equal(Enumerable.Range(0, Items), results.Select(ran => ran.Index));
        Assert.All(results, ran => Assert.Equal(1, ran.Attempt));
        Assert.Equal(Items, gate.Visits.Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseSiloIsToldToStop_RunsWhatThatHasNotStartedElsewhereAtOnce()
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess leaving = await VictimAsync(pool, isCoordinators: false);
        using var gate = new Gate();
        (HeldItem, int)[] items = [.. gate.Items(Items).Select(item => (item, leaving.SiloPort))];

        // No silo gets a part of a chunk for being idle.
        MapResult<Ran> map = pool.MapAsync(Held.PassOnlyAt, items, chunkSize: 10);
        await gate.WhenAsync(visits => visits.Any(visit => leaving.Is(visit.Silo)));

        leaving.Process.Terminate();
        await gate.ReachedAsync(Items);
        Assert.False(map.IsReady);
        gate.Open();
        Assert.All(await map.Bounded(), ran => Assert.Equal(1, ran.Attempt));
        Assert.Equal(0, await leaving.Process.Ended.Bounded());
        Assert.Equal(Items, gate.Visits.Count);
    }
}
