using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.ClusterTests.Support;

/// <summary>Three silos that insist on workers being processes, whatever a pool asks for.</summary>
public sealed class IsolatedClusterFixture : PoolFixture
{
    private InProcessTestCluster? _cluster;

    public override int Workers => Silos;

    public override int Silos => 3;

    public override Task<Pool> NewPoolAsync(Action<PoolOptions>? configure = null) => Task.FromResult(Pool.From(_cluster!.Client, configure));

    public override Task<Pool> SecondClientAsync(Pool first) => NewPoolAsync();

    protected override async Task<Pool> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder((short)Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) => silo.AddOrleansPool(options =>
        {
            options.Workers = 1;
            options.Isolation = Isolation.Process;
            options.WorkerMemoryBytes = 512L << 20;
        }));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        return await NewPoolAsync();
    }

    protected override Task StopAsync() => _cluster!.DisposeAsync().AsTask();
}
