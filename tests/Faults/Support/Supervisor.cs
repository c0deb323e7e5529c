using System.Collections.Concurrent;
using OrleansPool.Processes;

namespace OrleansPool.FaultTests.Support;

/// <summary>Starts silos again that end, as an operator's supervisor does.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<int> _exitCodes = new();
    private readonly Task[] _watches;
    private int _starting;

    public Supervisor(IEnumerable<SiloProcess> silos) => _watches = [.. silos.Select(WatchAsync)];

    /// <summary>What the silos ended with, in turn.</summary>
    public IReadOnlyCollection<int> ExitCodes => _exitCodes;

    /// <summary>Completes when none is being started.</summary>
    public Task AllUpAsync() => Eventually.HoldsAsync(() => Volatile.Read(ref _starting) == 0, "all silos are up again");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_watches);
    }

    private async Task WatchAsync(SiloProcess silo)
    {
        while (true)
        {
            Task<int> ended = silo.Process.Ended;
            await Task.WhenAny(ended, Task.Delay(Timeout.Infinite, _stop.Token));
            if (_stop.IsCancellationRequested)
            {
                return;
            }

            Interlocked.Increment(ref _starting);
            _exitCodes.Enqueue(await ended);
            await silo.StartAsync();
            Interlocked.Decrement(ref _starting);
        }
    }
}
