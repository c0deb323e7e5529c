using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;

namespace OrleansPool.Processes;

/// <summary>An Orleans client of a <see cref="SiloCluster"/> in this process: makes pools, and knows where their coordinators are.</summary>
internal sealed class ClusterClient : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    /// <summary>How soon a gateway that was lost is tried again.</summary>
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(5);

    /// <summary>How long the loss of the silo that is asked may keep a question from its answer, and when it is asked again.</summary>
    private static readonly TimeSpan LossPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly IHost _host;
    private readonly SiloCluster _cluster;
    private readonly ClientLog _log;

    private ClusterClient(IHost host, SiloCluster cluster, ClientLog log)
    {
        _host = host;
        _cluster = cluster;
        _log = log;
    }

    /// <summary>What it and its pools log.</summary>
    public ProcessLog Log => _log.Log;

    /// <summary>Connects by the gateways of the silos that there are now.</summary>
    public static async Task<ClusterClient> ConnectAsync(SiloCluster cluster)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var log = new ClientLog(TimeProvider.System);
        builder.Logging.SetMinimumLevel(LogLevel.Debug).AddProvider(log);
        builder.UseOrleansClient(client => client
            .UseStaticClustering([.. cluster.Silos.Select(silo => IPEndPoint.Parse(silo.Gateway))])
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh)
            .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster.Id, cluster.Id)));
        IHost host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return new ClusterClient(host, cluster, log);
    }

    public Pool NewPool(Action<PoolOptions>? configure = null) => Pool.From(_host.Services.GetRequiredService<IClusterClient>(), configure);

    /// <summary>The silo with the coordinator of the pool that a job belongs to; null while there is none.</summary>
    public async Task<SiloProcess?> CoordinatorOfAsync(string jobId)
    {
        // The first part of a job's name is that of its pool.
        string pool = $"orleanspool.coordinator/{jobId.Split('-')[0]}";
        DetailedGrainStatistic[] grains = await GrainsAsync().ConfigureAwait(false);
        return grains.FirstOrDefault(grain => grain.GrainId.ToString().StartsWith(pool, StringComparison.Ordinal)) is { } found
            ? _cluster.Silos.FirstOrDefault(silo => silo.Is(found.SiloAddress.ToParsableString()))
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(StopPatience);
        await _host.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _host.Dispose();
    }

    /// <summary>
    /// The grain that is asked may be on a silo that was just lost, or on one that has yet to find the store again, whose exceptions do not travel: then it
    /// is asked again.
    /// </summary>
    private async Task<DetailedGrainStatistic[]> GrainsAsync()
    {
        IManagementGrain management = _host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await management.GetDetailedGrainStatistics().ConfigureAwait(false);
            }
            catch (Exception error) when (error is OrleansMessageRejectionException or CodecNotFoundException && clock.Elapsed < LossPatience)
            {
                await Task.Delay(Pause).ConfigureAwait(false);
            }
        }
    }
}
