using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace OrleansPool.Hosting;

/// <summary>The host of an Orleans client that a pool brings itself.</summary>
internal static partial class ClientHost
{
    /// <summary>How much longer it may take when this machine is busy, not the address wrong.</summary>
    private static readonly TimeSpan BusyPatience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan BusyPeriod = TimeSpan.FromSeconds(1);

    /// <summary>How soon a gateway that was down is tried again, and one that is new is found.</summary>
    public static readonly TimeSpan RefreshPeriod = TimeSpan.FromSeconds(10);

    public static IHost Build(PoolOptions options, Action<IClientBuilder> configureClient)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        PoolLogging.Configure(builder.Logging, options.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.UseOrleansClient(client =>
        {
            var retry = new ConnectRetry();
            client.Services.AddSingleton<IClientConnectionRetryFilter>(retry);
            client.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(connection => connection.Use(retry.Watch)));
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
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var retry = host.Services.GetService<IClientConnectionRetryFilter>() as ConnectRetry;
        try
        {
            Task started = host.StartAsync(limit.Token).WaitAsync(limit.Token);

            // A list of gateways that is kept elsewhere may as well not answer at all.
            ConnectRetry? mayBeBusy = gateways is null ? null : retry;
            if (await Task.WhenAny(started, PatienceAsync(patience, mayBeBusy, enough.Token)).ConfigureAwait(false) != started)
            {
                await limit.CancelAsync().ConfigureAwait(false);
            }

            await enough.CancelAsync().ConfigureAwait(false);
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

    /// <summary>Whether attempts to connect have failed before one got through.</summary>
    public static bool HasFailed(IHost host) => host.Services.GetService<IClientConnectionRetryFilter>() is ConnectRetry { LastError: not null };

    private static async Task PatienceAsync(TimeSpan patience, ConnectRetry? retry, CancellationToken cancellationToken)
    {
        await Task.Delay(patience, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var more = Stopwatch.StartNew();
        while (retry is { MayBeBusy: true } && more.Elapsed < BusyPatience && !cancellationToken.IsCancellationRequested)
        {
            await Task.Delay(BusyPeriod, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
