using OrleansPool.FaultFunctions;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests.Support;

/// <summary>A cluster of silo processes with the functions under test, and a client of it in this process.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    private readonly SiloCluster _cluster;
    private readonly ClusterClient _client;

    private TestCluster(SiloCluster cluster, ClusterClient client)
    {
        _cluster = cluster;
        _client = client;
    }

    /// <summary>Garnet unless the environment names another: <c>POOL_TEST_STORE=redis</c>, or <c>postgresql</c>.</summary>
    public static StoreKind StoreOfChoice => Environment.GetEnvironmentVariable("POOL_TEST_STORE") is { Length: > 0 } store
        ? Enum.Parse<StoreKind>(store, ignoreCase: true)
        : StoreKind.Garnet;

    public static ClusterPlan Plan { get; } = new()
    {
        Store = StoreOfChoice,
        Functions = typeof(Held).Assembly.Location,
        Arguments = ["--membership", "fast", "--log-level", "debug"],

        // Silos that live for seconds: what makes them faster in the end is only work here.
        Environment = new Dictionary<string, string> { ["DOTNET_TieredPGO"] = "0", ["DOTNET_TC_CallCountThreshold"] = "1000" },
    };

    public IReadOnlyList<SiloProcess> Silos => _cluster.Silos;

    public StoreProcess Store => _cluster.Store!;

    /// <summary>What the client in this process logs.</summary>
    public ProcessLog ClientLog => _client.Log;

    /// <summary>For clients in other processes.</summary>
    public string Gateways => _cluster.Gateways;

    public string Id => _cluster.Id;

    public static async Task<TestCluster> StartAsync(ClusterPlan? plan = null)
    {
        SiloCluster cluster = await SiloCluster.StartAsync(plan ?? Plan);
        return new TestCluster(cluster, await ClusterClient.ConnectAsync(cluster).Bounded());
    }

    /// <summary>A pool whose workers are all there.</summary>
    public async Task<Pool> PoolAsync(Action<PoolOptions>? configure = null)
    {
        Pool pool = _client.NewPool(configure);
        await WholeAsync(pool);
        return pool;
    }

    /// <summary>Waits until every silo that is alive takes part.</summary>
    public Task WholeAsync(Pool pool) => Eventually.HoldsAsync(
        () => pool.Silos.Count == Silos.Count(silo => silo.IsAlive),
        "all silos take part");

    /// <summary>Starts what is not alive.</summary>
    public Task MendAsync() => Task.WhenAll(Silos.Where(silo => !silo.IsAlive).Select(silo => silo.StartAsync()));

    /// <summary>One more silo, not started.</summary>
    public SiloProcess Add() => _cluster.Add();

    /// <summary>Takes a silo out of the cluster for good.</summary>
    public ValueTask RemoveAsync(SiloProcess silo) => _cluster.RemoveAsync(silo);

    /// <summary>The silo with the pool's coordinator.</summary>
    public async Task<SiloProcess> CoordinatorOfAsync(Pool pool)
    {
        AsyncResult<Answer> any = pool.ApplyAsync(WaitingItem.Wait, new WaitingItem(0, 0));
        await any.Bounded();
        return await _client.CoordinatorOfAsync(any.JobId).Bounded() ?? throw new InvalidOperationException("The pool has no coordinator.");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
