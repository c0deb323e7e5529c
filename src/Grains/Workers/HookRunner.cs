using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Workers;

/// <summary>Runs the initializers and finalizers of workers, on the silo's own threads and for a limited time.</summary>
internal sealed partial class HookRunner(WorkerThreads threads, PoolMeter meter, TimeProvider time, ILogger logger)
{
    /// <summary>Runs one. Throws what it throws.</summary>
    /// <param name="name">What it is, for the log: initializer or finalizer.</param>
    /// <param name="worker">The worker's identity.</param>
    /// <param name="hook">The function; its token is cancelled when its time is up.</param>
    /// <param name="limit">How long it may take, or null.</param>
    /// <param name="closing">Cancelled when the pool ends and nobody waits any more.</param>
    /// <param name="isKilled">Whether the caller ends what it runs in, if it does not end in time.</param>
    /// <returns>False: it did not end in time and was left alone. What it still does has no effect.</returns>
    public async Task<bool> RunAsync(string name, string worker, Func<CancellationToken, Task> hook, TimeSpan? limit, CancellationToken closing, bool isKilled)
    {
        // Not disposed, as with items.
        var source = new CancellationTokenSource();
        Task running = threads.RunAsync(() => hook(source.Token));
        if (await EndsAsync(running, limit, closing).ConfigureAwait(false))
        {
            await running.ConfigureAwait(false);
            return true;
        }

        if (!closing.IsCancellationRequested)
        {
            if (isKilled)
            {
                LogKilled(name, worker, limit);
            }
            else
            {
                LogLeftAlone(name, worker, limit);
            }

            meter.WorkerWrittenOff(name);
        }

        CancelSignal.Send(source, error => LogCancelCallbackFailed(name, worker, error));
        threads.Allow(1);
        _ = running.ContinueWith(_ => threads.Allow(-1), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return false;
    }

    /// <summary>A finalizer threw, or what it returned could not be encoded.</summary>
    public void FinalizerFailed(string worker, Exception error) => LogFinalizerFailed(worker, error);

    /// <summary>A service that a function used threw when it was disposed. What the function returned stands.</summary>
    public void ServicesFailed(string worker, Exception error) => LogServicesFailed(worker, error);

    private async Task<bool> EndsAsync(Task running, TimeSpan? limit, CancellationToken closing)
    {
        try
        {
            // WhenAny never fails, so what the function throws is not taken for the time being up.
            await Task.WhenAny(running).WaitAsync(limit ?? Timeout.InfiniteTimeSpan, time, closing).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException)
        {
            return running.IsCompleted;
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The {Name} of worker {Worker} did not end within {Limit} and is left alone: its thread runs on unseen until it returns")]
    private partial void LogLeftAlone(string name, string worker, TimeSpan? limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The {Name} of worker {Worker} did not end within {Limit}: its process is killed")]
    private partial void LogKilled(string name, string worker, TimeSpan? limit);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the {Name} of worker {Worker} had registered on its CancellationToken threw")]
    private partial void LogCancelCallbackFailed(string name, string worker, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The finalizer of worker {Worker} failed. No job is affected; the pool's FinalizerResults have the error")]
    private partial void LogFinalizerFailed(string worker, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A service that the initializer or finalizer of worker {Worker} used threw when it was disposed")]
    private partial void LogServicesFailed(string worker, Exception error);
}
