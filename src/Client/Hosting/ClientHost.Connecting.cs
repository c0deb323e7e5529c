using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Messaging;

namespace OrleansPool.Hosting;

internal static partial class ClientHost
{
    /// <summary>How long connecting may take; with what is found out after a failure it ends within 15 seconds.</summary>
    public static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(13);

    /// <summary>How long the gateways' addresses may take to find, of that time.</summary>
    private static readonly TimeSpan ResolvePatience = TimeSpan.FromSeconds(5);

    /// <summary>How long connecting is tried even when all else took nearly all the time.</summary>
    private static readonly TimeSpan LeastConnectPatience = TimeSpan.FromSeconds(5);

    /// <summary>Connects by gateways.</summary>
    /// <param name="gateways">The gateways.</param>
    /// <param name="resolve">Finds the addresses of a host.</param>
    /// <param name="options">The options, which are valid.</param>
    /// <param name="started">When the caller began.</param>
    /// <param name="open">Makes of a client that is connected what is wanted. The client is its own then.</param>
    /// <param name="release">Lets go of what was made of a client that came too late.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<T> ConnectAsync<T>(
        string gateways,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        PoolOptions options,
        long started,
        Func<IHost, CancellationToken, Task<T>> open,
        Func<T, ValueTask> release,
        CancellationToken cancellationToken)
    {
        return await GatewayRace.RunAsync(
            await ReadAsync(cancellationToken).ConfigureAwait(false),
            OpenAsync,
            release,
            TimeProvider.System,
            cancellationToken).ConfigureAwait(false);

        async Task<T> OpenAsync(GatewayList first, CancellationToken cancellationToken)
        {
            IHost host = await ConnectAsync(
                client => client.Services.AddSingleton<IGatewayListProvider>(services => new NamedGateways(
                    first, ReadAsync, RefreshPeriod, services.GetRequiredService<ILogger<NamedGateways>>())),
                first,
                options,
                started,
                cancellationToken).ConfigureAwait(false);
            return await open(host, cancellationToken).ConfigureAwait(false);
        }

        Task<GatewayList> ReadAsync(CancellationToken cancellationToken) => GatewayList.ReadAsync(gateways, resolve, ResolvePatience, cancellationToken);
    }

    /// <summary>A client that is connected in any way that Orleans knows.</summary>
    public static async Task<IHost> ConnectAsync(
        Action<IClientBuilder> configureClient,
        GatewayList? gateways,
        PoolOptions options,
        long started,
        CancellationToken cancellationToken)
    {
        IHost host = Build(options, configureClient);
        try
        {
            await StartAsync(host, gateways, options, Left(started, LeastConnectPatience), cancellationToken).ConfigureAwait(false);
            return host;
        }
        catch
        {
            await HostEnd.AbandonAsync(host).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>What is left of the time that connecting may take.</summary>
    public static TimeSpan Left(long started, TimeSpan least)
    {
        TimeSpan left = ConnectPatience - Stopwatch.GetElapsedTime(started);
        return left > least ? left : least;
    }
}
