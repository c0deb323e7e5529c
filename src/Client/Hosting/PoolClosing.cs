using Microsoft.Extensions.Hosting;

namespace OrleansPool.Hosting;

/// <summary>Closes the application's pool while its Orleans client is still there: hosted services stop in the reverse of their order.</summary>
internal sealed class PoolClosing(Pool pool) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await pool.DisposeAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host gives no more time.
            await pool.TerminateAsync().ConfigureAwait(false);
        }
    }
}
