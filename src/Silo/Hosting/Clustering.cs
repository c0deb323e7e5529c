using Microsoft.Extensions.Hosting;
using OrleansPool.Silo.Settings;
using StackExchange.Redis;

namespace OrleansPool.Silo.Hosting;

/// <summary>Sets up where the silo finds its cluster.</summary>
internal static class Clustering
{
    /// <summary>The one database that is shipped, under the name by which Orleans knows it.</summary>
    private const string NpgsqlInvariant = "Npgsql";

    private static readonly TimeSpan RedisConnectTimeout = TimeSpan.FromSeconds(5);

    public static void Configure(ISiloBuilder silo, SiloSettings settings, Endpoints endpoints)
    {
        switch (settings.Cluster)
        {
            case ClusterKind.Redis:
                silo.UseRedisClustering(options => options.ConfigurationOptions = RedisOptions(settings.Store!));
                break;
            case ClusterKind.AdoNet:
                silo.UseAdoNetClustering(options =>
                {
                    options.Invariant = NpgsqlInvariant;
                    options.ConnectionString = settings.Store!;
                });
                break;
            default:
                silo.UseDevelopmentClustering(endpoints.Primary);
                break;
        }
    }

    /// <summary>A store that is not there at the start is told at once; one that goes away later is waited for.</summary>
    public static ConfigurationOptions RedisOptions(string store)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(store);
        options.AbortOnConnectFail = true;
        options.ConnectRetry = 1;
        options.ConnectTimeout = (int)RedisConnectTimeout.TotalMilliseconds;
        return options;
    }
}
