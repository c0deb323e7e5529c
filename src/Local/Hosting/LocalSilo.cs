using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansPool.Hosting;

/// <summary>The silo inside the caller's process.</summary>
internal static class LocalSilo
{
    private const int StartAttempts = 5;

    public static async Task<IHost> StartAsync(PoolOptions options, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            IHost host = Build(options, FreePort(), FreePort());
            try
            {
                await host.StartAsync(cancellationToken).ConfigureAwait(false);
                return host;
            }
            catch (Exception error)
            {
                EndpointOptions endpoint = host.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
                await HostEnd.AbandonAsync(host).ConfigureAwait(false);
                if (!IsPortTaken(error))
                {
                    throw;
                }

                // Another process may have been faster between the look for a free port and the listening.
                if (attempt == StartAttempts)
                {
                    throw new IOException(
                        $"The silo of this pool could not listen on ports {endpoint.SiloPort} and {endpoint.GatewayPort}, the last of {StartAttempts} attempts: "
                        + $"{error.GetBaseException().Message}. Leave EndpointOptions alone in PoolOptions.ConfigureServices, or set ports that are free.",
                        error);
                }
            }
        }
    }

    private static IHost Build(PoolOptions options, int siloPort, int gatewayPort)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        PoolLogging.Configure(builder.Logging, options.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: options.ClusterId, clusterId: options.ClusterId);
            silo.Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Loopback);

            // Its one client is in this process. Whoever else comes to its ports, as another user of the machine could, is sent away.
            silo.Configure<SiloConnectionOptions>(connections =>
            {
                connections.ConfigureSiloInboundConnection(Refuse);
                connections.ConfigureGatewayInboundConnection(Refuse);
            });
            silo.AddOrleansPool(pool =>
            {
                pool.Workers = options.Workers ?? Environment.ProcessorCount;
                pool.BurstWorkers = options.BurstWorkers;
                pool.Labels = options.Labels;
                pool.Isolation = options.Isolation;
                pool.WorkerMemoryBytes = options.WorkerMemoryBytes;

                // Its one client is in this process, and could start programs itself.
                pool.AllowPrograms = true;
            });
        });
        options.ConfigureServices?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void Refuse(IConnectionBuilder connection) => connection.Use(_ => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Remembers none: a program may make any number of pools, one after another.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsPortTaken(Exception? error) =>
        error is not null && (error is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } || IsPortTaken(error.InnerException));
}
