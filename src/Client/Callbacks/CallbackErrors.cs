using Microsoft.Extensions.Logging;

namespace OrleansPool.Callbacks;

/// <summary>
/// Where errors of callbacks and progress listeners go. Apart from the pool, which a job under way must not hold. Handlers and logger are the
/// user's code too: nothing they throw comes back to the job, whose threads it would end.
/// </summary>
internal sealed partial class CallbackErrors(Pool pool, ILogger logger)
{
    private readonly WeakReference<Pool> _pool = new(pool);

    public event EventHandler<CallbackFailedEventArgs>? Failed;

    public void Report(string jobId, Exception error)
    {
        if (Failed is { } handlers)
        {
            _pool.TryGetTarget(out Pool? sender);
            Raise(handlers, sender, new CallbackFailedEventArgs(jobId, error));
            return;
        }

        Try(() => LogCallbackFailed(jobId, error));
    }

    /// <summary>Tells every handler, whatever those before it threw.</summary>
    private void Raise(EventHandler<CallbackFailedEventArgs> handlers, Pool? sender, CallbackFailedEventArgs failure)
    {
        foreach (EventHandler<CallbackFailedEventArgs> handler in Delegate.EnumerateInvocationList(handlers))
        {
            try
            {
                handler(sender, failure);
            }
            catch (Exception thrown)
            {
                Try(() => LogHandlerFailed(failure.JobId, thrown, failure.Error.ToString()));
            }
        }
    }

    private static void Try(Action log)
    {
        try
        {
            log();
        }
        catch (Exception)
        {
            // A logger that throws leaves nowhere to say it.
            return;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A callback of job {JobId} threw. The job's result is not affected; handle Pool.CallbackFailed to see such errors")]
    private partial void LogCallbackFailed(string jobId, Exception error);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "A handler of Pool.CallbackFailed threw when it was told of an error of job {JobId}. The job's result is not affected; make the handler catch what it throws. It was told of: {Told}")]
    private partial void LogHandlerFailed(string jobId, Exception error, string told);
}
