using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using OrleansPool.Cli.Running;
using OrleansPool.Silo.Hosting;
using OrleansPool.Silo.Settings;
using StackExchange.Redis;

namespace OrleansPool.Cli.Doctor;

/// <summary>Whether the store in which silos find each other answers, can do what it must, and has the same time as this machine.</summary>
internal static class StoreCheck
{
    private const string Name = "clustering store";
    private const string ClockName = "clock";

    /// <summary>Silos call each other dead by times that they wrote into the store; entries are old after 15 s.</summary>
    private static readonly TimeSpan Skewed = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FarSkewed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IEnumerable<Finding>> LookAsync(SiloSettings settings, CancellationToken stop)
    {
        try
        {
            return settings.Cluster switch
            {
                ClusterKind.Redis => await RedisAsync(settings).WaitAsync(Patience, stop),
                ClusterKind.AdoNet => await DatabaseAsync(settings, stop).WaitAsync(Patience, stop),
                _ => await PrimaryAsync(settings, stop),
            };
        }
        catch (Exception error) when (error is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            return [new(Name, FindingState.Wrong, OneLine.Of(StartFailure.Explain(error, settings)))];
        }
    }

    /// <param name="skew">By how much the other clock is ahead of this one.</param>
    /// <param name="uncertainty">How long it took to ask.</param>
    /// <param name="whose">Whose clock it is.</param>
    public static Finding Clock(TimeSpan skew, TimeSpan uncertainty, string whose)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"The clock of {whose} is {Math.Abs(skew.TotalSeconds):0.0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")} this machine's, to within {Math.Max(0.1, uncertainty.TotalSeconds):0.0} s.");
        return skew.Duration() - uncertainty > FarSkewed ? new(ClockName, FindingState.Wrong, $"{text} Silos take each other for dead by such times: run an NTP client on both.")
            : skew.Duration() - uncertainty > Skewed ? new(ClockName, FindingState.Warning, $"{text} Run an NTP client on both.")
            : new(ClockName, FindingState.Ok, text);
    }

    private static async Task<IEnumerable<Finding>> RedisAsync(SiloSettings settings)
    {
        await Clustering.CheckAsync(settings);
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(Clustering.RedisOptions(settings.Store!));
        IServer server = redis.GetServers()[0];
        DateTime before = DateTime.UtcNow;
        DateTime there = await server.TimeAsync();
        TimeSpan taken = DateTime.UtcNow - before;
        return [new(Name, FindingState.Ok, $"Redis {server.EndPoint} answers in {taken.TotalMilliseconds:0.0} ms and runs scripts."), Clock(there - before - (taken / 2), taken, "Redis")];
    }

    private static async Task<IEnumerable<Finding>> DatabaseAsync(SiloSettings settings, CancellationToken stop)
    {
        await Clustering.CheckAsync(settings);
        await using NpgsqlConnection connection = Clustering.OwnConnection(settings.Store!);
        await connection.OpenAsync(stop);
        await using NpgsqlCommand clock = connection.CreateCommand();
        clock.CommandText = "SELECT clock_timestamp()";
        DateTime before = DateTime.UtcNow;
        var there = (DateTime)(await clock.ExecuteScalarAsync(stop))!;
        TimeSpan taken = DateTime.UtcNow - before;
        return
        [
            new(Name, FindingState.Ok, $"PostgreSQL {connection.PostgreSqlVersion} on {connection.Host} answers in {taken.TotalMilliseconds:0.0} ms and has Orleans' tables."),
            Clock(there.ToUniversalTime() - before - (taken / 2), taken, "the database"),
        ];
    }

    private static async Task<IEnumerable<Finding>> PrimaryAsync(SiloSettings settings, CancellationToken stop)
    {
        if (settings.Primary is not { } primary)
        {
            return [new(Name, FindingState.Skipped, "With --cluster localhost the first silo keeps the membership itself, and there is no store. For production use redis, adonet or kubernetes.")];
        }

        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(primary.Host, primary.Port, stop).AsTask().WaitAsync(Patience, stop);
            return [new(Name, FindingState.Ok, $"The primary {primary.Host}:{primary.Port} can be connected to.")];
        }
        catch (Exception error) when (error is SocketException or TimeoutException)
        {
            return [new(Name, FindingState.Wrong, $"The primary {primary.Host}:{primary.Port} cannot be connected to: {OneLine.Sentence(error.Message)} Start the cluster's first silo, or check --primary.")];
        }
    }
}
