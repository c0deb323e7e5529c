using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansPool.Hosting;
using OrleansPool.Transport;

namespace OrleansPool;

/// <summary>Secures the connections of an Orleans client.</summary>
public static class PoolClientTlsExtensions
{
    /// <summary>Lets the client speak mutual TLS with silos that do so, by <c>UsePoolTls</c> or the options <c>--tls-…</c> of the silo program.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets the options; at least the files.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong, or a file cannot be used; all that are wrong are named.</exception>
    /// <remarks>For any Orleans client, with pools or without. <c>Pool.ConnectAsync</c> does it by itself, see <see cref="PoolOptions.Tls"/>.</remarks>
    public static IClientBuilder UsePoolTls(this IClientBuilder builder, Action<PoolTlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UsePoolTls(TlsOptionsCheck.Make(configure, TlsRole.Client));
    }

    /// <summary>The same with options that were checked.</summary>
    internal static IClientBuilder UsePoolTls(this IClientBuilder builder, PoolTlsOptions options)
    {
        builder.Services.AddSingleton(services => new ClientTls(new TlsTransport(options, TlsRole.Client, services)));
        builder.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(connection =>
            connection.Use(connection.ApplicationServices.GetRequiredService<ClientTls>().Transport.ToSilos)));
        return builder;
    }
}
