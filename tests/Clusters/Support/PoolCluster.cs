using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.ClusterTests.Support;

/// <summary>Silos with two workers each, which notice within seconds when one of them is killed.</summary>
internal static class PoolCluster
{
    public const int WorkersPerSilo = 2;

    public static async Task<InProcessTestCluster> StartAsync(
        short silos,
        ILoggerProvider? clientLogs = null,
        TimeProvider? time = null,
        IOutgoingGrainCallFilter? network = null,
        Action<ISiloBuilder>? configureSilo = null,
        Action<IClientBuilder>? configureClient = null)
    {
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        if (clientLogs is not null)
        {
            builder.ConfigureClient(client => client.Services.AddLogging(logging => logging.AddProvider(clientLogs)));
        }

        if (network is not null)
        {
            builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter(network));
            builder.ConfigureSilo((_, silo) => silo.AddOutgoingGrainCallFilter(network));
        }

        builder.ConfigureClient(client => configureClient?.Invoke(client));
        int started = 0;
        builder.ConfigureSilo((_, silo) =>
        {
            bool isFirst = Interlocked.Increment(ref started) == 1;
            silo.AddOrleansPool(options =>
            {
                options.Workers = WorkersPerSilo;
                options.Labels["zone"] = isFirst ? "a" : "b";
                if (isFirst)
                {
                    options.Labels["gpu"] = "2";
                }
            });
            configureSilo?.Invoke(silo);
            Services.Add(silo.Services);
            if (time is not null)
            {
                silo.Services.AddSingleton(time);
            }

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

    extension(InProcessTestCluster cluster)
    {
        /// <summary>The silo with the coordinator of the only pool, or one without.</summary>
        public async Task<InProcessSiloHandle> VictimAsync(bool isCoordinators)
        {
            SimpleGrainStatistic[] grains = await cluster.StatisticsAsync();
            SiloAddress host = grains.Single(grain => grain.GrainType.Contains("CoordinatorGrain") && grain.ActivationCount > 0).SiloAddress;
            return cluster.Silos.First(silo => silo.SiloAddress.Equals(host) == isCoordinators);
        }

        /// <summary>A plain call may still go to the gateway of a silo that was lost; it fails then, and the next goes elsewhere.</summary>
        private async Task<SimpleGrainStatistic[]> StatisticsAsync()
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await cluster.Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics().Bounded();
                }
                catch (OrleansException) when (attempt < 5)
                {
                    continue;
                }
            }
        }
    }
}
