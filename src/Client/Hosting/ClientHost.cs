using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace OrleansPool.Hosting;

/// <summary>The host of an Orleans client that a pool brings itself.</summary>
internal static partial class ClientHost
{
    /// <summary>
    /// How much longer it may take while no attempt has failed: then this machine is busy, not the address wrong. A list of gateways that is kept
    /// elsewhere may as well not answer at all.
    /// </summary>
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(30);

    /// <summary>How soon a gateway that was down is tried again, and one that is new is found.</summary>
    public static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(10);

    public static IHost Build(PoolOptions options, Action<IClientBuilder> configureClient)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        PoolLogging.Configure(builder.Logging, options.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.UseOrleansClient(client =>
        {
            client.Services.AddSingleton<IClientConnectionRetryFilter, ConnectRetry>();
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = RefreshPeriod);
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ClusterId;
            });
            if (options.Tls is { } tls)
            {
                client.UsePoolTls(tls);
            }

            configureClient(client);
        });
        return builder.Build();
    }

    /// <param name="host">The client's host.</param>
    /// <param name="gateways">The gateways, if they are known.</param>
    /// <param name="options">The cluster that they should serve, and how they are spoken to.</param>
    /// <param name="patience">How long to try when attempts fail.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="PoolTimeoutException">No gateway answered in time.</exception>
    public static async Task StartAsync(IHost host, GatewayList? gateways, PoolOptions options, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience + BusyPatience);
        var retry = host.Services.GetService<IClientConnectionRetryFilter>() as ConnectRetry;
        try
        {
            Task started = host.StartAsync(limit.Token).WaitAsync(limit.Token);
            while (await Task.WhenAny(started, Task.Delay(patience, limit.Token)).ConfigureAwait(false) != started && !limit.IsCancellationRequested)
            {
                // A silo takes clients on its port for silos, and never answers them.
                if (gateways is null || retry is not { LastError: null } || await GatewayProbe.AllGreetAsync(gateways.Endpoints).ConfigureAwait(false))
                {
                    await limit.CancelAsync().ConfigureAwait(false);
                }
            }

            await started.ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Exception cause = retry?.LastError ?? error;
            string problem = cause is OperationCanceledException
                ? "What keeps the list of gateways does not answer, or no gateway does."
                : cause.GetBaseException().Message.ReplaceLineEndings(" ").TrimEnd('.') + ".";
            string reason = gateways is not null
                ? string.Join(' ', [await GatewayProbe.ExplainAsync(gateways.Endpoints, options, host.Services).ConfigureAwait(false), .. gateways.Unknown])
                : $"{problem} Check the client's configuration, and that silos of this cluster run.";
            throw new PoolTimeoutException($"No silo of cluster '{options.ClusterId}' could be reached within {patience.TotalSeconds:F0} s. {reason}", cause);
        }
    }
}
