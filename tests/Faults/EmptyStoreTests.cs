using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests;

/// <summary>The store of the membership is killed, and comes back empty.</summary>
[Collection(OwnClusters.Patient)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class EmptyStoreTests
{
    private const int Items = 300;

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_AfterTheStoreHasLostEverything_GoOnAndARestartOfAllSilosMendsTheCluster()
    {
        ClusterPlan plan = TestCluster.Plan with { Arguments = [.. TestCluster.Plan.Arguments, "--drain-time", "1"] };
        await using TestCluster cluster = await TestCluster.StartAsync(plan);
        await using Pool pool = await cluster.PoolAsync();
        using var gate = new Gate();
        MapResult<Ran> before = pool.MapAsync(Held.Pass, gate.Items(Items), chunkSize: 1);
        await gate.ReachedAsync(6);

        await cluster.Store.ReplaceAsync();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, Items), (await before.Bounded()).Select(ran => ran.Index));
        WaitingItem[] items = [.. Enumerable.Range(0, Items).Select(index => new WaitingItem(index, 100))];
        Answer[] after = await pool.MapAsync(WaitingItem.Wait, items).Bounded();
        Assert.All(after, (answer, index) => Assert.Equal((WaitingItem.AnswerTo(index), 1), (answer.Value, answer.Attempt)));
        Assert.All(cluster.Silos, silo => Assert.True(silo.IsAlive));

        foreach (SiloProcess silo in cluster.Silos)
        {
            silo.Process.Terminate();
        }

        int[] exitCodes = await Task.WhenAll(cluster.Silos.Select(silo => silo.Process.Ended)).Bounded();
        Assert.All(exitCodes, code => Assert.Equal(5, code));
        await cluster.MendAsync().Bounded();
        await cluster.WholeAsync(pool);
        Assert.Equal(Items, (await pool.MapAsync(WaitingItem.Wait, items).Bounded()).Length);
    }
}
