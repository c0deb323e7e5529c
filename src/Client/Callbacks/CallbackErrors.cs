using Microsoft.Extensions.Logging;

namespace OrleansPool.Callbacks;

/// <summary>Where errors of callbacks and progress listeners go. Apart from the pool, which a job under way must not hold.</summary>
internal sealed partial class CallbackErrors(Pool pool, ILogger logger)
{
    private readonly WeakReference<Pool> _pool = new(pool);

    public event EventHandler<CallbackFailedEventArgs>? Failed;

    public void Report(string jobId, Exception error)
    {
        if (Failed is { } handler)
        {
            _pool.TryGetTarget(out Pool? sender);
            handler(sender, new CallbackFailedEventArgs(jobId, error));
            return;
        }

        LogCallbackFailed(jobId, error);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A callback of job {JobId} threw. The job's result is not affected; handle Pool.CallbackFailed to see such errors")]
    private partial void LogCallbackFailed(string jobId, Exception error);
}
