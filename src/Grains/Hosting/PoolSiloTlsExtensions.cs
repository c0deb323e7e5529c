using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansPool.Hosting;
using OrleansPool.Transport;

namespace OrleansPool;

/// <summary>Secures the connections of an Orleans silo.</summary>
public static class PoolSiloTlsExtensions
{
    /// <summary>Lets the silo speak mutual TLS on both of its ports and with other silos, and nothing else.</summary>
    /// <param name="builder">The silo's builder.</param>
    /// <param name="configure">Sets the options; at least the files.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong, or a file cannot be used; all that are wrong are named.</exception>
    /// <remarks>
    /// For any Orleans silo, with pools or without. All silos of a cluster need it, or none. Who was let in and who was not is in the log, in the
    /// category <c>OrleansPool.Audit</c>.
    /// </remarks>
    public static ISiloBuilder UsePoolTls(this ISiloBuilder builder, Action<PoolTlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        PoolTlsOptions options = TlsOptionsCheck.Make(configure, TlsRole.Silo);
        builder.Services.AddSingleton(services => new SiloTls(new TlsTransport(options, TlsRole.Silo, services)));
        return builder.Configure<SiloConnectionOptions>(connections =>
        {
            connections.ConfigureSiloInboundConnection(connection => connection.Use(Of(connection).FromSilos));
            connections.ConfigureGatewayInboundConnection(connection => connection.Use(Of(connection).FromClients));
            connections.ConfigureSiloOutboundConnection(connection => connection.Use(Of(connection).ToSilos));
        });
    }

    private static TlsTransport Of(IConnectionBuilder connection) => connection.ApplicationServices.GetRequiredService<SiloTls>().Transport;
}
