using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace OrleansPool.Hosting;

/// <summary>The host of an Orleans client that a pool brings itself.</summary>
internal static class ClientHost
{
    public static IHost Build(PoolOptions options, Action<IClientBuilder> configureClient)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        PoolLogging.Configure(builder.Logging, options.LoggerFactory);
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ClusterId;
            });
            configureClient(client);
        });
        return builder.Build();
    }

    /// <exception cref="PoolTimeoutException">No gateway answered in time.</exception>
    public static async Task StartAsync(IHost host, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            await host.StartAsync(limit.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new PoolTimeoutException(
                $"No gateway of the cluster could be reached within {patience.TotalSeconds:F0} s: {error.Message} Check the addresses, and that a silo listens there.",
                error);
        }
    }

    public static async ValueTask StopAsync(IHost host)
    {
        await host.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
            return;
        }

        host.Dispose();
    }
}
