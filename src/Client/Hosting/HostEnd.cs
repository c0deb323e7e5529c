using Microsoft.Extensions.Hosting;

namespace OrleansPool.Hosting;

/// <summary>The end of a host that a pool brings itself, of a silo or of a client.</summary>
internal static class HostEnd
{
    /// <summary>How long a host that has not come up may take to stop: there is nothing in it that would have to be ended well.</summary>
    private static readonly TimeSpan AbandonPatience = TimeSpan.FromSeconds(1);

    /// <summary>Stops all that was started, whatever of it fails, and releases it.</summary>
    public static ValueTask StopAsync(IHost host) => StopAsync(host, CancellationToken.None);

    /// <summary>The same for a host that has not come up: why it has not is what matters, not what its end says.</summary>
    public static async ValueTask AbandonAsync(IHost host)
    {
        using var limit = new CancellationTokenSource(AbandonPatience);
        await StopAsync(host, limit.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async ValueTask StopAsync(IHost host, CancellationToken cancellationToken)
    {
        await host.StopAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync().ConfigureAwait(false);
            return;
        }

        host.Dispose();
    }
}
