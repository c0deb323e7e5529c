namespace OrleansPool.FaultTests.Support;

/// <summary>A cluster of three silos for all tests of a collection, which leave it whole again: to start one costs more than most tests.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private TestCluster? _cluster;

    internal TestCluster Cluster => _cluster!;

    public async Task InitializeAsync() => _cluster = await TestCluster.StartAsync();

    public async Task DisposeAsync() => await Cluster.DisposeAsync();
}
