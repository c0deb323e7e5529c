using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansPool.Silo;

/// <summary>Starts the silo and keeps it until it is told to stop.</summary>
internal static class SiloRun
{
    private const int Stopped = 0;
    private const int NotStarted = 1;

    public static async Task<int> RunAsync(SiloSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            FunctionAssemblies.Load(settings.Functions);
            using IHost host = Build(settings);
            await host.StartAsync(cancellationToken);
            Console.WriteLine(
                $"Silo with {settings.Workers} workers is up: silo port {settings.SiloPort}, gateway port {settings.GatewayPort}, cluster {settings.ClusterId}.");
            await host.WaitForShutdownAsync(cancellationToken);
            return Stopped;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception error) when (error is IOException or BadImageFormatException or OptionsValidationException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"The silo could not start: {error.Message}");
            return NotStarted;
        }
    }

    private static IHost Build(SiloSettings settings)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = false });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // Its alarm at each start is false: it takes the machine's uptime for the time of its first check.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(settings.SiloPort, settings.GatewayPort, settings.Primary, settings.ClusterId, settings.ClusterId)
            .AddOrleansPool(pool => pool.Workers = settings.Workers));
        return builder.Build();
    }
}
