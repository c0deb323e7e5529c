using Microsoft.Extensions.Hosting;

namespace OrleansPool.Silo.Hosting;

/// <summary>The life of a host inside another: it starts and stops with that one, and takes no signals for itself.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
