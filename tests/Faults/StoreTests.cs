using System.Diagnostics;
using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>The store of the membership is away: what runs goes on, new jobs too, and when it is back silos can join again.</summary>
public sealed class StoreTests(SharedCluster shared, ITestOutputHelper output) : Support.FaultTests(shared, output)
{
    private const int Items = 400;

    /// <summary>Longer than a silo's entry in the store stays fresh, and than a silo waits for an answer of it.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(12);

    [Fact(Timeout = Bound.Test)]
    public async Task Map_WhoseSiloIsKilledWhileTheStoreIsAway_RunsItsItemsElsewhere()
    {
        await using Pool pool = await Cluster.PoolAsync();
        SiloProcess coordinators = await Cluster.CoordinatorOfAsync(pool);
        SiloProcess victim = Cluster.Silos.First(silo => silo != coordinators);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 10);
        await gate.ReachedAsync(6);

        Cluster.Store.Freeze();
        try
        {
            victim.Process.Kill();
            var clock = Stopwatch.StartNew();
            gate.Open();
            Assert.Equal(Enumerable.Range(0, Items), (await map.Bounded()).Select(ran => ran.Index));
            Output.WriteLine($"The last outcome came {clock.Elapsed.TotalSeconds:F1} s after the kill.");
        }
        finally
        {
            Cluster.Store.Continue();
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_WhileTheStoreIsAway_GoOn()
    {
        await using Pool pool = await Cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> before = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 1);
        await gate.ReachedAsync(6);

        Cluster.Store.Freeze();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items), (await before.Bounded()).Select(ran => ran.Index));
        WaitingItem[] items = [.. Enumerable.Range(0, (int)(Away.TotalSeconds * 60)).Select(index => new WaitingItem(index, 100))];
        Answer[] during = await pool.MapAsync(WaitingItem.Wait, items).Bounded();
        Cluster.Store.Continue();

        Assert.All(during, (answer, index) => Assert.Equal(WaitingItem.AnswerTo(index), answer.Value));
        Assert.All(during, answer => Assert.Equal(1, answer.Attempt));
        Assert.All(Cluster.Silos, silo => Assert.True(silo.IsAlive));
        SiloProcess joined = Cluster.Add();
        await joined.StartAsync();
        await Cluster.WholeAsync(pool);
        joined.Process.Terminate();
        await joined.Process.Ended.Bounded();
        await Cluster.RemoveAsync(joined);
    }
}
