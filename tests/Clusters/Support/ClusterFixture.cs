using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.ClusterTests.Support;

/// <summary>Three silos, and a client that talks to them over connections.</summary>
public sealed class ClusterFixture : PoolFixture
{
    private InProcessTestCluster? _cluster;

    public override int Workers => Silos * PoolCluster.WorkersPerSilo;

    public override int Silos => 3;

    public override Task<Pool> NewPoolAsync(Action<PoolOptions>? configure = null) => Task.FromResult(Pool.From(_cluster!.Client, configure));

    public override Task<Pool> SecondClientAsync(Pool first) => NewPoolAsync();

    protected override async Task<Pool> StartAsync()
    {
        _cluster = await PoolCluster.StartAsync((short)Silos);
        return await NewPoolAsync();
    }

    protected override Task StopAsync() => _cluster!.DisposeAsync().AsTask();
}
