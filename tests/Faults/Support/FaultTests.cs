using OrleansPool.Processes;
using Xunit.Abstractions;

namespace OrleansPool.FaultTests.Support;

/// <summary>
/// Tests that take silos from a cluster. Each begins with the whole cluster, and one that fails shows what the silos have written.
/// </summary>
[Collection(FaultCollection.Name)]
public abstract class FaultTests(SharedCluster shared, ITestOutputHelper output) : IAsyncLifetime
{
    internal TestCluster Cluster => shared.Cluster;

    protected ITestOutputHelper Output => output;

    public Task InitializeAsync() => Cluster.MendAsync();

    public Task DisposeAsync()
    {
        foreach (SiloProcess silo in Cluster.Silos)
        {
            output.WriteLine($"Silo {silo.SiloPort}, life {silo.Lives}:\n{silo.Process.Written()}");
        }

        return Task.CompletedTask;
    }

    /// <summary>Silos of the pool, its coordinator's first.</summary>
    internal async Task<SiloProcess[]> CoordinatorFirstAsync(Pool pool)
    {
        SiloProcess coordinators = await Cluster.CoordinatorOfAsync(pool);
        return [coordinators, .. Cluster.Silos.Where(silo => silo != coordinators)];
    }

    /// <summary>The silo with the pool's coordinator, or one without.</summary>
    internal async Task<SiloProcess> VictimAsync(Pool pool, bool isCoordinators) =>
        (await CoordinatorFirstAsync(pool))[isCoordinators ? 0 : 1];
}
