using Microsoft.Extensions.Hosting;
using Npgsql;
using OrleansPool.Silo.Settings;
using StackExchange.Redis;

namespace OrleansPool.Silo.Hosting;

/// <summary>Sets up where the silo finds its cluster.</summary>
internal static class Clustering
{
    /// <summary>The one database that is shipped, under the name by which Orleans knows it.</summary>
    private const string NpgsqlInvariant = "Npgsql";

    /// <summary>Shorter than the clients' own, so that a silo whose store is not there says so within 15 seconds.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

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
                    options.ConnectionString = NpgsqlOptions(settings.Store!);
                });
                break;
            default:
                silo.UseDevelopmentClustering(endpoints.Primary);
                break;
        }
    }

    /// <summary>
    /// Finds out whether the store can do what Orleans needs: of a Redis that cannot run scripts, and of a database that takes connections and does not
    /// answer, Orleans says nothing, and tries again for minutes.
    /// </summary>
    /// <exception cref="RedisServerException">It cannot.</exception>
    /// <exception cref="RedisConnectionException">It cannot be reached.</exception>
    /// <exception cref="NpgsqlException">It cannot be reached, or refuses.</exception>
    /// <exception cref="KeyNotFoundException">It has not all of Orleans' tables.</exception>
    public static Task CheckAsync(SiloSettings settings) => settings.Cluster switch
    {
        ClusterKind.Redis => CheckRedisAsync(settings.Store!),
        ClusterKind.AdoNet => CheckDatabaseAsync(settings.Store!),
        _ => Task.CompletedTask,
    };

    /// <summary>A connection of its own: one that was kept says how it ended, not whether the server is there.</summary>
    public static NpgsqlConnection OwnConnection(string store) => new($"{NpgsqlOptions(store)};Pooling=false");

    private static async Task CheckDatabaseAsync(string store)
    {
        await using NpgsqlConnection connection = OwnConnection(store);
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();

        // What Orleans asks for itself, under the name that its clustering script gives it.
        command.CommandText = "SELECT count(*) FROM OrleansQuery WHERE QueryKey = 'MembershipReadAllKey'";
        if (await command.ExecuteScalarAsync() is not > 0L)
        {
            throw new KeyNotFoundException("MembershipReadAllKey");
        }
    }

    private static async Task CheckRedisAsync(string store)
    {
        ConfigurationOptions options = RedisOptions(store);
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            await redis.GetDatabase().ScriptEvaluateAsync("return 1");
        }
        catch (Exception error) when (!options.AbortOnConnectFail && error is RedisConnectionException or RedisTimeoutException)
        {
            // Its user has chosen to wait for a store that is not there yet.
            return;
        }
    }

    /// <summary>A store that is not there at the start is told at once; one that goes away later is waited for. What the configuration sets itself stays.</summary>
    public static ConfigurationOptions RedisOptions(string store)
    {
        ConfigurationOptions options = ConfigurationOptions.Parse(store);
        HashSet<string> given = store.Split(',')
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .Select(part => part[0].Trim())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!given.Contains("abortConnect"))
        {
            options.AbortOnConnectFail = true;
        }

        if (!given.Contains("connectRetry"))
        {
            options.ConnectRetry = 1;
        }

        if (!given.Contains("connectTimeout"))
        {
            options.ConnectTimeout = (int)ConnectTimeout.TotalMilliseconds;
        }

        return options;
    }

    public static string NpgsqlOptions(string store)
    {
        var options = new NpgsqlConnectionStringBuilder(store);

        // Its ContainsKey tells which settings there are at all; its keys are those that are given.
        HashSet<string> given = options.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!given.Contains(nameof(options.Timeout)))
        {
            options.Timeout = (int)ConnectTimeout.TotalSeconds;
        }

        if (!given.Contains("Command Timeout"))
        {
            options.CommandTimeout = (int)ConnectTimeout.TotalSeconds;
        }

        return options.ConnectionString;
    }
}
