using OrleansPool.Processes;

namespace OrleansPool.CliTests.Support;

/// <summary>A cluster that commands look at.</summary>
public sealed class CommandCluster : IAsyncLifetime
{
    private SiloCluster _cluster = null!;

    /// <summary>Variables by which they find it.</summary>
    internal Dictionary<string, string> Variables => new() { ["ORLEANSPOOL_CONNECT"] = _cluster.Gateways, ["ORLEANSPOOL_CLUSTER_ID"] = _cluster.Id };

    internal IReadOnlyList<SiloProcess> Silos => _cluster.Silos;

    internal string[] Connect => ["--connect", _cluster.Gateways, "--cluster-id", _cluster.Id];

    public async Task InitializeAsync() =>
        _cluster = await SiloCluster.StartAsync(new ClusterPlan { Silos = 2, Store = StoreKind.Localhost, Functions = CliRun.Functions });

    public async Task DisposeAsync() => await _cluster.DisposeAsync();
}
