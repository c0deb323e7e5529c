using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests.Types;

/// <summary>What the silos of the tests register.</summary>
internal static class Services
{
    /// <summary>What functions under test log at the silos.</summary>
    public static LogList Log { get; } = new(typeof(LogTests).FullName);

    public static void Add(IServiceCollection services) => services
        .AddSingleton<SingleService>()
        .AddScoped<ScopedService>()
        .AddScoped<BrokenService>()
        .AddScoped<HangingService>()
        .AddSingleton<ILoggerProvider>(_ => Log.Share());
}
