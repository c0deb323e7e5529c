using Microsoft.Extensions.Hosting;

namespace OrleansPool.Hosting;

/// <summary>
/// The life of a host inside somebody else's process: it starts and stops with its pool. The usual one would take Ctrl+C for itself, and
/// the application would not end.
/// </summary>
internal sealed class BorrowedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
