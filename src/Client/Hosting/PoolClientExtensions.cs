using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OrleansPool.Hosting;
using OrleansPool.Options;

namespace OrleansPool;

/// <summary>Adds a <see cref="Pool"/> to an application with an Orleans client.</summary>
/// <remarks>
/// <para>
/// Each of these registers a <see cref="Pool"/> as a singleton that uses the application's Orleans client, or that of its silo. Call it after
/// <c>UseOrleansClient</c> or <c>UseOrleans</c>, as in <c>builder.UseOrleansClient(…).AddOrleansPoolClient()</c>: what was added last stops first.
/// </para>
/// <para>
/// When the application stops, the pool is closed and its work under way is waited for, as long as the host's shutdown may take. What is open
/// then ends with <see cref="PoolTerminatedException"/>. Wrong options are refused when the host starts, with <see cref="OptionsValidationException"/>.
/// </para>
/// </remarks>
public static class PoolClientExtensions
{
    /// <summary>Registers the pool with an application's builder, such as <see cref="HostApplicationBuilder"/> or a web application's.</summary>
    /// <typeparam name="TBuilder">Type of the builder.</typeparam>
    /// <param name="builder">The application's builder.</param>
    /// <param name="configure">Sets the options; <see cref="PoolOptions.Workers"/> and <see cref="PoolOptions.ClusterId"/> are the application's own matter.</param>
    /// <returns>The builder.</returns>
    /// <inheritdoc cref="PoolClientExtensions" path="/remarks"/>
    public static TBuilder AddOrleansPoolClient<TBuilder>(this TBuilder builder, Action<PoolOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOrleansPoolClient(configure);
        return builder;
    }

    /// <summary>Registers the pool with a host's builder.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="configure">Sets the options; <see cref="PoolOptions.Workers"/> and <see cref="PoolOptions.ClusterId"/> are the application's own matter.</param>
    /// <returns>The builder.</returns>
    /// <inheritdoc cref="PoolClientExtensions" path="/remarks"/>
    public static IHostBuilder AddOrleansPoolClient(this IHostBuilder builder, Action<PoolOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ConfigureServices(services => services.AddOrleansPoolClient(configure));
    }

    /// <summary>Registers the pool with a client's builder, as inside <c>UseOrleansClient</c>.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets the options; <see cref="PoolOptions.Workers"/> and <see cref="PoolOptions.ClusterId"/> are the application's own matter.</param>
    /// <returns>The builder.</returns>
    /// <inheritdoc cref="PoolClientExtensions" path="/remarks"/>
    public static IClientBuilder AddOrleansPoolClient(this IClientBuilder builder, Action<PoolOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOrleansPoolClient(configure);
        return builder;
    }

    /// <summary>Registers the pool with an application's services.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; <see cref="PoolOptions.Workers"/> and <see cref="PoolOptions.ClusterId"/> are the application's own matter.</param>
    /// <returns>The services.</returns>
    /// <inheritdoc cref="PoolClientExtensions" path="/remarks"/>
    public static IServiceCollection AddOrleansPoolClient(this IServiceCollection services, Action<PoolOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<PoolOptions>().Configure(options => configure?.Invoke(options));
        services.TryAddSingleton(static provider =>
        {
            PoolOptions options = provider.GetRequiredService<IOptions<PoolOptions>>().Value;
            PoolOptionsValidator.ThrowIfInvalid(options, isLocal: false);
            return Pool.Create(provider, options, static () => ValueTask.CompletedTask).Pool;
        });
        services.AddHostedService<PoolClosing>();
        return services;
    }
}
