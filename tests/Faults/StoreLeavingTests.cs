using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>
/// The silo of a pool's coordinator is told to stop while the store hangs: it drains and hands over, cannot tell the store that it leaves, and ends all
/// the same. For the others it counts as alive from then on, and yet nothing is looked for there.
/// </summary>
[Collection(OwnClusters.Patient)]
[Trait(StoreTrait.Name, StoreTrait.Matters)]
public sealed class StoreLeavingTests(ITestOutputHelper output)
{
    private const int Items = 60;
    private const int Pools = 4;

    /// <summary>What is promised for a silo that is killed.</summary>
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    /// <summary>What docs/operations.md says: the drain time, here a second, and 32 s.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1 + 32);

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseCoordinatorsSiloDrainsWhileTheStoreHangs_GoesOnElsewhereAndTheSiloEndsInTime()
    {
        ClusterPlan plan = TestCluster.Plan with { Silos = 2, Arguments = [.. TestCluster.Plan.Arguments, "--drain-time", "1"] };
        await using TestCluster cluster = await TestCluster.StartAsync(plan);
        await using Pool pool = await cluster.PoolAsync();
        SiloProcess leaving = await cluster.CoordinatorOfAsync(pool);
        SiloProcess staying = cluster.Silos.Single(silo => silo != leaving);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.PassUnlessAt, gate.Items(Items).Select(item => (item, leaving.SiloPort)), chunkSize: 1);
        await gate.WhenAsync(visits => visits.Any(visit => staying.Is(visit.Silo)));

        cluster.Store.Freeze();
        try
        {
            leaving.Process.Terminate();
            var clock = FairClock.StartNew();
            await leaving.Process.WaitForLineAsync("The silo is drained", Bound.Limit);
            gate.Open();
            Assert.All(await map.Bounded(), ran => Assert.Equal(1, ran.Attempt));
            output.WriteLine($"The last outcome came {clock} after it was told to stop.");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Recovery);
            Assert.Equal(Enumerable.Range(0, Items), gate.Visits.Select(visit => visit.Index).Order());

            Assert.Equal(5, await leaving.Process.Ended.Bounded());
            output.WriteLine($"It ended {clock} after it was told to.");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
            await OperationsPage.IsToldAsync(leaving.Process.Log, "the store of the membership is away", 7205);
            await OperationsPage.IsToldAsync(staying.Process.Log, "the store of the membership is away", 100659);

            // That it is gone only it has said.
            for (int opened = 1; opened <= Pools; opened++)
            {
                var opening = FairClock.StartNew();
                await using Pool next = await cluster.PoolAsync();
                Assert.Equal(WaitingItem.AnswerTo(1), (await next.ApplyAsync(WaitingItem.Wait, new WaitingItem(1, 0)).Bounded()).Value);
                output.WriteLine($"Pool {opened} took {opening}.");
            }
        }
        finally
        {
            cluster.Store.Continue();
        }
    }
}
