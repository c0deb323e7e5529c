namespace OrleansPool.Processes;

/// <summary>Silos in processes of their own, and the store that they meet in.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    private readonly ClusterPlan _plan;
    private readonly List<SiloProcess> _silos = [];
    private int? _primaryPort;

    private SiloCluster(ClusterPlan plan, StoreProcess? store)
    {
        _plan = plan;
        Store = store;
    }

    public string Id { get; } = $"cluster-{Guid.NewGuid():N}";

    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <summary>For <c>Pool.ConnectAsync</c>.</summary>
    public string Gateways => string.Join(',', _silos.Select(silo => silo.Gateway));

    /// <summary>Null with <see cref="StoreKind.Localhost"/>.</summary>
    public StoreProcess? Store { get; }

    public static async Task<SiloCluster> StartAsync(ClusterPlan plan)
    {
        var cluster = new SiloCluster(plan, plan.Store == StoreKind.Localhost ? null : await StoreProcess.StartAsync(plan.Store, plan.StoreAddress).ConfigureAwait(false));
        try
        {
            SiloProcess first = cluster.Add();
            await first.StartAsync().ConfigureAwait(false);
            await Task.WhenAll(Enumerable.Range(1, plan.Silos - 1).Select(_ => cluster.Add().StartAsync())).ConfigureAwait(false);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>One more silo, not started.</summary>
    public SiloProcess Add()
    {
        int port = FreePorts.Next();
        string[] membership = _plan.Store switch
        {
            StoreKind.Localhost => _primaryPort is { } primary ? ["--primary", $"{SiloHost.Loopback.Address}:{primary}"] : [],
            _ => Store!.SiloArguments,
        };
        _primaryPort ??= port;
        var silo = new SiloProcess(
            _plan.HostOf(_silos.Count),
            port,
            FreePorts.Next(),
            ["--workers", $"{_plan.Workers}", "--cluster-id", Id, "--functions", _plan.Functions, .. membership, .. _plan.Arguments],
            _plan.Environment);
        _silos.Add(silo);
        return silo;
    }

    public ValueTask RemoveAsync(SiloProcess silo)
    {
        _silos.Remove(silo);
        return silo.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_silos.Select(silo => silo.DisposeAsync().AsTask())).ConfigureAwait(false);
        if (Store is not null)
        {
            await Store.DisposeAsync().ConfigureAwait(false);
        }
    }
}
