using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansPool.Hosting;
using OrleansPool.Options;
using OrleansPool.Session;

namespace OrleansPool;

public sealed partial class Pool
{
    /// <summary>How long the coordinator may take to answer, even when connecting took nearly all the time.</summary>
    private static readonly TimeSpan LeastOpenPatience = TimeSpan.FromSeconds(1);

    /// <summary>The same when connecting took that long though no attempt failed: then the machine is busy, not the address wrong.</summary>
    private static readonly TimeSpan BusyOpenPatience = TimeSpan.FromSeconds(10);

    /// <summary>Connects to a cluster by the gateways of its silos.</summary>
    /// <param name="gateways">
    /// Gateways as <c>host:port</c>, separated by commas. Any of them may be down, or have a host name that is not known. A name may stand for many
    /// gateways: all its addresses are used, and asked for again while the pool lives.
    /// </param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A pool, ready for work.</returns>
    /// <exception cref="ArgumentException">A gateway is not of the form <c>host:port</c>, or no host name is known.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; all that are wrong are named.</exception>
    /// <exception cref="PoolTimeoutException">No silo answered within 15 seconds.</exception>
    /// <exception cref="PoolVersionMismatchException">The cluster runs another version of OrleansPool.</exception>
    public static async Task<Pool> ConnectAsync(
        string gateways,
        Action<PoolOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(gateways);
        return await ConnectAsync(gateways, Dns.GetHostAddressesAsync, configure, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="gateways">The gateways.</param>
    /// <param name="resolve">Finds the addresses of a host.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    internal static async Task<Pool> ConnectAsync(
        string gateways,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        Action<PoolOptions>? configure,
        CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        PoolOptions options = OptionsOf(configure);
        return await ClientHost.ConnectAsync(
            gateways,
            resolve,
            options,
            started,
            (host, token) => OpenAsync(host, options, started, token),
            static late => late.DisposeAsync(),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to a cluster in any way that Orleans knows.</summary>
    /// <param name="configureClient">Configures the Orleans client, for example its clustering. The cluster id is set from the options before.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>A pool, ready for work.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; all that are wrong are named.</exception>
    /// <exception cref="PoolTimeoutException">No silo answered within 15 seconds.</exception>
    /// <exception cref="PoolVersionMismatchException">The cluster runs another version of OrleansPool.</exception>
    public static Task<Pool> ConnectAsync(
        Action<IClientBuilder> configureClient,
        Action<PoolOptions>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(configureClient);
        return OpenAsync();

        async Task<Pool> OpenAsync()
        {
            long started = Stopwatch.GetTimestamp();
            PoolOptions options = OptionsOf(configure);
            IHost host = await ClientHost.ConnectAsync(configureClient, gateways: null, options, started, cancellationToken).ConfigureAwait(false);
            return await Pool.OpenAsync(host, options, started, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes a pool in an application that has an Orleans client already. The client stays the application's.</summary>
    /// <param name="client">A client, or a silo's own, that is connected.</param>
    /// <param name="configure">Sets the options; <see cref="PoolOptions.ClusterId"/> is the client's own matter.</param>
    /// <returns>A pool that connects to its coordinator in the background; jobs may be started at once.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; all that are wrong are named.</exception>
    public static Pool From(IClusterClient client, Action<PoolOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        var options = new PoolOptions();
        configure?.Invoke(options);
        PoolOptionsValidator.ThrowIfInvalid(options, isLocal: false);
        (Pool pool, _) = Create(client.ServiceProvider, options, static () => ValueTask.CompletedTask);
        return pool;
    }

    /// <summary>Makes a pool over the client of a service provider and waits until its coordinator answers.</summary>
    /// <param name="services">Those of the client.</param>
    /// <param name="options">What the caller asked for.</param>
    /// <param name="release">Ends what was started for the pool.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="patience">How long the coordinator may take.</param>
    /// <param name="sharesMemory">Whether all workers are threads of this process.</param>
    internal static async Task<Pool> OpenAsync(
        IServiceProvider services,
        PoolOptions options,
        Func<ValueTask> release,
        CancellationToken cancellationToken,
        TimeSpan? patience = null,
        bool sharesMemory = false)
    {
        (Pool pool, Task opened) = Create(services, options, release, patience, sharesMemory);
        try
        {
            await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
            return pool;
        }
        catch
        {
            pool.Guard.Dismiss();
            await pool._session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal static (Pool Pool, Task Opened) Create(IServiceProvider services, PoolOptions options, Func<ValueTask> release, TimeSpan? patience = null, bool sharesMemory = false)
    {
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        ILogger logger = services.GetRequiredService<ILoggerFactory>().CreateLogger<Pool>();
        var session = new PoolSession(
            services.GetRequiredService<IGrainFactory>(),
            Guid.NewGuid().ToString("N"),
            options,
            time,
            logger,
            services.GetService<ClientTls>())
        {
            SharesMemory = sharesMemory,
        };
        return (new Pool(session, services, options, release, time, logger), session.StartAsync(patience ?? ClientHost.ConnectPatience));
    }

    private static PoolOptions OptionsOf(Action<PoolOptions>? configure)
    {
        var options = new PoolOptions();
        configure?.Invoke(options);
        PoolOptionsValidator.ThrowIfInvalid(options, isLocal: false, connects: true);
        return options;
    }

    private static async Task<Pool> OpenAsync(IHost host, PoolOptions options, long started, CancellationToken cancellationToken)
    {
        try
        {
            TimeSpan patience = ClientHost.Left(started, ClientHost.HasFailed(host) ? LeastOpenPatience : BusyOpenPatience);
            return await OpenAsync(host.Services, options, () => HostEnd.StopAsync(host), cancellationToken, patience).ConfigureAwait(false);
        }
        catch
        {
            await HostEnd.AbandonAsync(host).ConfigureAwait(false);
            throw;
        }
    }
}
