using Microsoft.Extensions.Hosting;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>A service of a host that starts as a test wants, and on request cannot be stopped or disposed.</summary>
internal sealed class FailingService(Func<CancellationToken, Task> start, bool failsToEnd = false) : IHostedService, IDisposable
{
    public Task StartAsync(CancellationToken cancellationToken) => start(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) =>
        failsToEnd ? throw new InvalidOperationException("no end") : Task.CompletedTask;

    public void Dispose()
    {
        if (failsToEnd)
        {
            throw new InvalidOperationException("no disposal");
        }
    }
}
