using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansPool.Hosting;
using OrleansPool.Options;

namespace OrleansPool;

/// <summary>Adds a <see cref="Pool"/> to an application with an Orleans client.</summary>
public static class PoolClientExtensions
{
    /// <summary>Registers a <see cref="Pool"/> as a singleton that uses the application's Orleans client.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets the options; <see cref="PoolOptions.Workers"/> and <see cref="PoolOptions.ClusterId"/> are the application's own matter.</param>
    /// <returns>The builder.</returns>
    /// <remarks>When the application stops, the pool is closed and its work under way is waited for, as long as the host's shutdown may take.</remarks>
    public static IClientBuilder AddOrleansPoolClient(this IClientBuilder builder, Action<PoolOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<PoolOptions>().Configure(options => configure?.Invoke(options));
        builder.Services.TryAddSingleton(services =>
        {
            PoolOptions options = services.GetRequiredService<IOptions<PoolOptions>>().Value;
            PoolOptionsValidator.ThrowIfInvalid(options, isLocal: false);
            return Pool.Create(services, options, static () => ValueTask.CompletedTask).Pool;
        });
        builder.Services.AddHostedService<PoolClosing>();
        return builder;
    }
}
