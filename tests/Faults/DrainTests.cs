using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests;

/// <summary>A silo is told to stop, and what it runs takes longer than it may.</summary>
[Collection(OwnClusters.Name)]
public sealed class DrainTests
{
    private const int Items = 12;

    [Fact(Timeout = Bound.Test)]
    public async Task Items_ThatOutlastTheDrainTime_RunAgainElsewhereFreeOfCharge()
    {
        ClusterPlan plan = TestCluster.Plan with { Silos = 2, Arguments = [.. TestCluster.Plan.Arguments, "--drain-time", "1"] };
        await using TestCluster cluster = await TestCluster.StartAsync(plan);
        await using Pool pool = await cluster.PoolAsync();
        SiloProcess coordinators = await cluster.CoordinatorOfAsync(pool);
        SiloProcess leaving = cluster.Silos.Single(silo => silo != coordinators);
        using var gate = new Gate();
        (HeldItem, int)[] items = [.. gate.Items(Items).Select(item => (item, leaving.SiloPort))];
        MapResult<Ran> map = pool.MapAsync(Held.PassOnlyAt, items, chunkSize: 1);
        await gate.WhenAsync(visits => visits.Any(visit => leaving.Is(visit.Silo)));

        leaving.Process.Terminate();
        Ran[] results = await map.Bounded();
        Assert.Equal(Enumerable.Range(0, Items), results.Select(ran => ran.Index));
        Assert.All(results, ran => Assert.Equal(1, ran.Attempt));
        Assert.Contains(gate.Visits.GroupBy(visit => visit.Index), runs => runs.Count() == 2);
        await leaving.Process.Ended.Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Item_ThatOutlastsTheDrainTimeAndMayRunOnce_FailsWithItsSilo()
    {
        ClusterPlan plan = TestCluster.Plan with { Silos = 2, Arguments = [.. TestCluster.Plan.Arguments, "--drain-time", "1"] };
        await using TestCluster cluster = await TestCluster.StartAsync(plan);
        await using Pool pool = await cluster.PoolAsync();
        SiloProcess coordinators = await cluster.CoordinatorOfAsync(pool);
        SiloProcess leaving = cluster.Silos.Single(silo => silo != coordinators);
        using var gate = new Gate();
        (HeldItem, int)[] items = [.. gate.Items(Items).Select(item => (item, leaving.SiloPort))];
        MapResult<Ran> map = pool.MapAsync(Held.PassOnlyAt, items, chunkSize: 1, new JobOptions { MaxAttempts = 1, ErrorMode = ErrorMode.Collect });
        await gate.WhenAsync(visits => visits.Any(visit => leaving.Is(visit.Silo)));

        leaving.Process.Terminate();
        await map.Bounded();
        int[] cutOff = [.. gate.Visits.Where(visit => leaving.Is(visit.Silo)).Select(visit => visit.Index)];
        Assert.All(map.Outcomes, outcome =>
        {
            if (cutOff.Contains((int)outcome.Index))
            {
                Assert.IsType<WorkerLostException>(outcome.Error);
            }
            else
            {
                Assert.True(outcome.IsSuccess, $"Item {outcome.Index}: {outcome.Error}");
            }
        });
        Assert.Equal(Items, gate.Visits.Count);
    }
}
