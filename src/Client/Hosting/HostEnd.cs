using Microsoft.Extensions.Hosting;

namespace OrleansPool.Hosting;

/// <summary>The end of a host that a pool brings itself, of a silo or of a client.</summary>
internal static class HostEnd
{
    /// <summary>Stops all that was started, whatever of it fails, and releases it.</summary>
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

    /// <summary>The same for a host that has not come up: why it has not is what matters, not what its end says.</summary>
    public static async ValueTask AbandonAsync(IHost host) =>
        await StopAsync(host).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
