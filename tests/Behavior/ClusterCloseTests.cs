using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>What a pool leaves behind on its silos when it ends.</summary>
public sealed class ClusterCloseTests
{
    /// <summary>Much sooner than silos let go of a pool that they hear nothing of.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(20);

    [Fact(Timeout = Bound.Test)]
    public async Task Pool_WhoseOpeningIsOvertakenByItsEnd_LeavesNothing()
    {
        var opening = new HeldCall("OpenAsync");
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(1, network: opening);
        Pool pool = Pool.From(cluster.Client);
        await opening.Came.Bounded();
        await pool.DisposeAsync().AsTask().Bounded();
        await opening.ReleaseAsync().Bounded();

        await AssertNoCoordinatorAsync(cluster).WaitAsync(EndLimit);
    }

    private static async Task AssertNoCoordinatorAsync(InProcessTestCluster cluster)
    {
        while (await CoordinatorsAsync(cluster) > 0)
        {
            await Task.Yield();
        }
    }

    private static async Task<int> CoordinatorsAsync(InProcessTestCluster cluster)
    {
        SimpleGrainStatistic[] grains = await cluster.Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return grains.Where(grain => grain.GrainType.Contains("CoordinatorGrain")).Sum(grain => grain.ActivationCount);
    }
}
