using System.Diagnostics;
using OrleansPool.FaultFunctions;
using OrleansPool.FaultTests.Support;
using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests;

/// <summary>A silo is told to stop while the store hangs: it drains, cannot tell the store that it leaves, and ends all the same.</summary>
[Collection(OwnClusters.Patient)]
public sealed class StoreLeavingTests(ITestOutputHelper output)
{
    private const int Items = 60;

    /// <summary>What docs/operations.md says: the drain time, here a second, and 32 s. The rest is for a machine that is busy with other things.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1 + 32 + 3);

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WhoseSiloDrainsWhileTheStoreHangs_RunsEachItemOnceAndTheSiloEndsInTime()
    {
        ClusterPlan plan = TestCluster.Plan with { Silos = 2, Arguments = [.. TestCluster.Plan.Arguments, "--drain-time", "1"] };
        await using TestCluster cluster = await TestCluster.StartAsync(plan);
        await using Pool pool = await cluster.PoolAsync();
        SiloProcess coordinators = await cluster.CoordinatorOfAsync(pool);
        SiloProcess leaving = cluster.Silos.Single(silo => silo != coordinators);
        using var gate = new Gate();
        MapResult<Ran> map = pool.MapAsync(Held.PassUnlessAt, gate.Items(Items).Select(item => (item, leaving.SiloPort)), chunkSize: 1);
        await gate.WhenAsync(visits => visits.Any(visit => !leaving.Is(visit.Silo)));

        cluster.Store.Freeze();
        try
        {
            leaving.Process.Terminate();
            var clock = Stopwatch.StartNew();
            await leaving.Process.WaitForLineAsync("The silo is drained", Bound.Limit);
            gate.Open();
            Assert.All(await map.Bounded(), ran => Assert.Equal(1, ran.Attempt));
            Assert.Equal(Enumerable.Range(0, Items), gate.Visits.Select(visit => visit.Index).Order());

            Assert.Equal(5, await leaving.Process.Ended.Bounded());
            output.WriteLine($"It ended {clock.Elapsed.TotalSeconds:F1} s after it was told to.");
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
            await OperationsPage.IsToldAsync(leaving.Process.Log, "the store of the membership is away", 7205);
            await OperationsPage.IsToldAsync(coordinators.Process.Log, "the store of the membership is away", 100659);
        }
        finally
        {
            cluster.Store.Continue();
        }
    }
}
