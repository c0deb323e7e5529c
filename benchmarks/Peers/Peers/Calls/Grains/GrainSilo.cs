using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;

/// <summary>An Orleans silo as a user would have it, without a pool.</summary>
internal static class GrainSilo
{
    public static async Task<IHost> StartAsync(int siloPort, int gatewayPort)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(siloPort, gatewayPort)
            .Configure<EndpointOptions>(endpoint => endpoint.AdvertisedIPAddress = IPAddress.Loopback));
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
