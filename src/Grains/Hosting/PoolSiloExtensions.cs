using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime.Hosting;
using OrleansPool.Agents;
using OrleansPool.Diagnostics;
using OrleansPool.Hosting;
using OrleansPool.Locating;
using OrleansPool.Logging;
using OrleansPool.Programs;
using OrleansPool.Streaming;
using OrleansPool.Watching;

namespace OrleansPool;

/// <summary>Makes an Orleans silo a pool silo.</summary>
/// <remarks>
/// Wrong options are refused when the silo starts, with <see cref="OptionsValidationException"/>. When the silo stops, it drains first, see
/// <see cref="PoolSiloOptions.DrainTime"/>. How it stands tells <see cref="IPoolSilo"/>.
/// </remarks>
public static class PoolSiloExtensions
{
    /// <summary>Lets the silo of an application run items of pools, as in <c>builder.UseOrleans(…).AddOrleansPool()</c>.</summary>
    /// <typeparam name="TBuilder">Type of the builder.</typeparam>
    /// <param name="builder">The application's builder, such as <see cref="HostApplicationBuilder"/> or a web application's.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <inheritdoc cref="PoolSiloExtensions" path="/remarks"/>
    public static TBuilder AddOrleansPool<TBuilder>(this TBuilder builder, Action<PoolSiloOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseOrleans(silo => silo.AddOrleansPool(configure));
        return builder;
    }

    /// <summary>Lets the silo of a host run items of pools, as in <c>builder.UseOrleans(…).AddOrleansPool()</c>.</summary>
    /// <param name="builder">The host's builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <inheritdoc cref="PoolSiloExtensions" path="/remarks"/>
    public static IHostBuilder AddOrleansPool(this IHostBuilder builder, Action<PoolSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.UseOrleans(silo => silo.AddOrleansPool(configure));
    }

    /// <summary>Lets a silo run items of pools, as inside <c>UseOrleans</c>.</summary>
    /// <param name="builder">The silo's builder.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder.</returns>
    /// <inheritdoc cref="PoolSiloExtensions" path="/remarks"/>
    public static ISiloBuilder AddOrleansPool(this ISiloBuilder builder, Action<PoolSiloOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptionsWithValidateOnStart<PoolSiloOptions, PoolSiloOptionsValidator>().Configure(options => configure?.Invoke(options));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IAgentDirectory, SiloAgentClient>();
        builder.Services.TryAddSingleton<PoolMeter>();
        builder.Services.TryAddSingleton<Departures>();
        builder.Services.TryAddSingleton<HostedCoordinators>();
        builder.Services.TryAddSingleton<AttachedCoordinators>();
        builder.Services.TryAddSingleton<PoolSilos>();
        builder.Services.TryAddSingleton<LeavingSilos>();
        builder.Services.TryAddSingleton<LostSilos>();
        builder.Services.TryAddSingleton<Farewell>();
        builder.Services.AddPlacementDirector<StayingSiloPlacement, StayingSiloDirector>();
        builder.Services.TryAddSingleton<JobBook>();
        builder.Services.TryAddSingleton<JobFeed>();
        builder.Services.TryAddSingleton<JobListener>();
        builder.Services.TryAddSingleton<SiloWatchClient>();
        builder.Services.TryAddSingleton<Agent>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<Agent>());
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<JobFeed>());
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<JobListener>());
        builder.Services.AddSingleton<IProgramGate>(static services => new ProgramGate(services.GetRequiredService<IOptions<PoolSiloOptions>>().Value.AllowPrograms));
        builder.Services.AddSingleton<IPoolSilo>(services => services.GetRequiredService<Agent>());
        builder.Services.AddSingleton<ISiloWork>(services => services.GetRequiredService<Agent>());
        builder.AddGrainDirectory(CoordinatorDirectory.Name, static (services, _) => ActivatorUtilities.CreateInstance<CoordinatorDirectory>(services));
        builder.AddGrainService<SiloAgentService>();
        builder.AddGrainService<SiloWatchService>();
        AddFunctionLogs(builder.Services);
        return builder;
    }

    /// <summary>What functions log may be wanted whatever the silo itself writes; Orleans' own logs are none of it.</summary>
    private static void AddFunctionLogs(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, FunctionLogProvider>());
        services.AddLogging(logging => logging
            .AddFilter<FunctionLogProvider>(null, LogLevel.Trace)
            .AddFilter<FunctionLogProvider>("Orleans.", LogLevel.None)
            .AddFilter<FunctionLogProvider>("Microsoft.Orleans.", LogLevel.None));
    }
}
