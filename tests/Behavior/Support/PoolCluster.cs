using Orleans.Configuration;
using Orleans.TestingHost;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>Silos with two workers each, which notice within seconds when one of them is killed.</summary>
internal static class PoolCluster
{
    public const int WorkersPerSilo = 2;

    public static async Task<InProcessTestCluster> StartAsync(short silos)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddOrleansPool(options => options.Workers = WorkersPerSilo);
            silo.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
                options.NumVotesForDeathDeclaration = 1;
            });
        });
        InProcessTestCluster cluster = builder.Build();
        await cluster.DeployAsync().Bounded();
        return cluster;
    }
}
