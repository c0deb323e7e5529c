using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>A silo that somebody takes out of work while it is a member of its cluster.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;
    private Pool _pool = null!;

    public async Task InitializeAsync()
    {
        _cluster = await PoolCluster.StartAsync(2);
        _pool = Pool.From(_cluster.Client);
        await Eventually.HoldsAsync(() => _pool.WorkerCount == 2 * PoolCluster.WorkersPerSilo, "the pool has its workers");
    }

    public async Task DisposeAsync()
    {
        await _pool.TerminateAsync().Bounded();
        await _pool.DisposeAsync().AsTask().Bounded();
        await _cluster.DisposeAsync().AsTask().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Drain_LetsWhatRunsEnd_AndGivesTheRestToOthers()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<string> job = _pool.MapAsync(_ => Pass(key), Enumerable.Range(0, 40), chunkSize: 1);
        await gate.ReachedAsync(2 * PoolCluster.WorkersPerSilo);
        SiloView drained = (await _pool.Cluster.SilosAsync().Bounded())[0];
        Assert.True(await _pool.Cluster.DrainAsync(drained.Name).Bounded());
        Assert.Equal(PoolSiloPhase.Draining, (await ViewAsync(drained.Address)).Phase);
        gate.Open();
        string[] silos = await job.Bounded();
        Assert.Equal(PoolCluster.WorkersPerSilo, silos.Count(silo => silo == drained.Address));
        await PhaseAsync(drained.Address, PoolSiloPhase.Drained);
        Assert.Equal(0, (await ViewAsync(drained.Address)).Busy);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Drain_OneSilo_PoolsOpenAndWorkOnTheOthers()
    {
        string address = (await _pool.Cluster.SilosAsync().Bounded())[1].Address;
        Assert.True(await _pool.Cluster.DrainAsync(address).Bounded());
        await PhaseAsync(address, PoolSiloPhase.Drained);
        foreach (int _ in Enumerable.Range(0, 4))
        {
            await using Pool pool = Pool.From(_cluster.Client);
            string[] silos = await pool.MapAsync(_ => PoolContext.Current.Silo, Enumerable.Range(0, 50), chunkSize: 1).Bounded();
            Assert.DoesNotContain(address, silos);
        }
    }

    private static string Pass(string key)
    {
        Gate.Pass(key);
        return PoolContext.Current.Silo;
    }

    private async Task<SiloView> ViewAsync(string address) => Assert.Single(await _pool.Cluster.SilosAsync().Bounded(), silo => silo.Address == address);

    private async Task PhaseAsync(string address, PoolSiloPhase phase)
    {
        using var limit = new CancellationTokenSource(Bound.Limit);
        while ((await ViewAsync(address)).Phase != phase)
        {
            limit.Token.ThrowIfCancellationRequested();
        }
    }
}
