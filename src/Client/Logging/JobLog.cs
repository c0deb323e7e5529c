using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.Logging;

/// <summary>
/// Writes what a job's functions logged to the logger of its caller. That logger is the user's code: it is called on a thread of its own, one
/// entry at a time, and a slow one loses entries rather than holding up results. When the job has ended, what was lost is said before what
/// still waits: that a slow logger has much to write must not keep it from the news.
/// </summary>
internal sealed partial class JobLog(ILogger logger, JobStart job, Action<Exception> failed, TimeProvider time) : IThreadPoolWorkItem
{
    private const int MostWaiting = 10_000;

    /// <summary>How long the end of a job waits for entries that are there.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Queue<LogEntry> _waiting = new();
    private TaskCompletionSource? _drained;
    private long _lost;
    private bool _isWriting;
    private bool _hasEnded;

    /// <summary>The lowest level that a logger takes now, or <see cref="LogLevel.None"/>.</summary>
    public static LogLevel LeastLevelOf(ILogger? logger) =>
        logger is null ? LogLevel.None : Enum.GetValues<LogLevel>().Order().FirstOrDefault(logger.IsEnabled, LogLevel.None);

    public void Write(LogEntry entry)
    {
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting)
            {
                _lost++;
                return;
            }

            _waiting.Enqueue(entry);
            StartLocked();
        }
    }

    public void Lose(long count)
    {
        lock (_gate)
        {
            _lost += count;
            StartLocked();
        }
    }

    public void Execute()
    {
        while (TryTake(out LogEntry? entry, out long lost))
        {
            try
            {
                if (entry is null)
                {
                    LogLost(job.Id, lost);
                }
                else
                {
                    Log(entry);
                }
            }
            catch (Exception error)
            {
                failed(error);
            }
        }
    }

    /// <summary>The job has ended: says what was lost, and writes what is there. Waits for that within a bound.</summary>
    public async Task EndAsync()
    {
        try
        {
            await DrainAsync().WaitAsync(LastPatience, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What is left is written when the logger gets to it.
            return;
        }
    }

    private Task DrainAsync()
    {
        lock (_gate)
        {
            _hasEnded = true;
            StartLocked();
            if (!_isWriting)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private void StartLocked()
    {
        if (!_isWriting && (_waiting.Count > 0 || (_hasEnded && _lost > 0)))
        {
            _isWriting = true;
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    /// <summary>Takes what is to be written next: an entry, or how many were lost.</summary>
    private bool TryTake(out LogEntry? entry, out long lost)
    {
        lock (_gate)
        {
            (entry, lost) = (null, _hasEnded ? _lost : 0);
            if (lost > 0)
            {
                _lost = 0;
                return true;
            }

            if (_waiting.TryDequeue(out entry))
            {
                return true;
            }

            _isWriting = false;
            _drained?.TrySetResult();
            _drained = null;
            return false;
        }
    }

    private void Log(LogEntry entry)
    {
        var item = new LoggedItem(entry, job);
        using IDisposable? scope = logger.BeginScope(new ItemScope(() => item));
        logger.Log(
            entry.Level,
            new EventId(entry.Event, entry.EventName),
            new ForwardedState(entry),
            ErrorOf(entry),
            static (state, _) => state.ToString());
    }

    private static RemoteException? ErrorOf(LogEntry entry) => entry.ErrorType is null
        ? null
        : new RemoteException($"{entry.ErrorType}: {entry.ErrorMessage}")
        {
            RemoteType = entry.ErrorType,
            RemoteMessage = entry.ErrorMessage ?? "",
            RemoteStackTrace = entry.ErrorText,
        };

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} log entries of job {JobId} were dropped, since its functions log faster than the link or this logger takes it. Log less, or at a higher level")]
    private partial void LogLost(string jobId, long count);
}
