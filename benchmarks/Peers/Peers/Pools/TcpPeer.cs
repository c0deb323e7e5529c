using OrleansPool.Benchmarks.Peers.Jobs;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Peers.Peers.Pools;

/// <summary>This pool, with silos in processes of their own.</summary>
internal sealed class TcpPeer : PoolPeer
{
    private static readonly TimeSpan JoinPatience = TimeSpan.FromSeconds(60);

    private SiloCluster? _cluster;

    public override string? WhyNot(Job job) => null;

    protected override async Task<Pool> StartAsync(Setup setup)
    {
        _cluster = await SiloCluster.StartAsync(new ClusterPlan
        {
            Silos = setup.Silos,
            Workers = setup.Workers,
            Store = StoreKind.Localhost,
            Functions = typeof(TcpPeer).Assembly.Location,
        });
        Pool pool = await Pool.ConnectAsync(_cluster.Gateways, options => options.ClusterId = _cluster.Id);
        using var limit = new CancellationTokenSource(JoinPatience);
        while (pool.Silos.Count < setup.Silos)
        {
            await Task.Delay(20, limit.Token);
        }

        return pool;
    }

    protected override async ValueTask EndAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            _cluster = null;
        }
    }
}
