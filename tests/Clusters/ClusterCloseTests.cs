using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

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

    [Fact(Timeout = Bound.Test)]
    public async Task Work_ThatArrivesAgainAfterTheEnd_DoesNotRun()
    {
        var echo = new Echo("ISiloAgent.AttachAsync", "ISiloAgent.AssignAsync");
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(2, network: echo);
        const int Workers = 2 * PoolCluster.WorkersPerSilo;
        using var gate = new Gate();
        string key = gate.Key;
        Pool ended = Pool.From(cluster.Client);
        MapResult<int> map = ended.MapAsync((x, token) => Held(key, x, token), Enumerable.Range(0, Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        await ended.TerminateAsync().Bounded();
        await gate.EmptyAsync();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());

        await echo.RepeatAsync().Bounded();

        // Every slot is free.
        await using Pool next = Pool.From(cluster.Client);
        using var second = new Gate();
        string nextKey = second.Key;
        MapResult<int> free = next.MapAsync((x, token) => Held(nextKey, x, token), Enumerable.Range(0, Workers), chunkSize: 1);
        await second.ReachedAsync(Workers);
        second.Open();
        await free.Bounded();
        Assert.Equal(Workers, gate.Arrived);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Opening_ThatArrivesAgainAfterTheEnd_IsNotKept()
    {
        var echo = new Echo("ICoordinatorGrain.OpenAsync");
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(2, network: echo);
        Pool ended = Pool.From(cluster.Client);
        await ended.ApplyAsync(() => 1).AsTask().Bounded();
        await ended.DisposeAsync().AsTask().Bounded();

        await echo.RepeatAsync().Bounded();

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

    private static int Held(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }
}
