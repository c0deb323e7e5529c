using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.Logging;

/// <summary>
/// Writes what a job's functions logged to the logger of its caller. That logger is the user's code: it is called on a thread of its own, one
/// entry at a time, and a slow one loses entries rather than holding up results.
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
            if (_isWriting)
            {
                return;
            }

            _isWriting = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    public void Lose(long count)
    {
        lock (_gate)
        {
            _lost += count;
        }
    }

    public void Execute()
    {
        while (Next() is { } entry)
        {
            try
            {
                Log(entry);
            }
            catch (Exception error)
            {
                failed(error);
            }
        }
    }

    /// <summary>The job has ended: writes what is there, within a bound, and says what was lost.</summary>
    public async Task EndAsync()
    {
        try
        {
            await DrainedAsync().WaitAsync(LastPatience, time).ConfigureAwait(false);
            long lost = Interlocked.Read(ref _lost);
            if (lost > 0)
            {
                LogLost(job.Id, lost);
            }
        }
        catch (TimeoutException)
        {
            // What is left is written when the logger gets to it.
            return;
        }
        catch (Exception error)
        {
            failed(error);
        }
    }

    private Task DrainedAsync()
    {
        lock (_gate)
        {
            if (!_isWriting)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    private LogEntry? Next()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out LogEntry? entry))
            {
                return entry;
            }

            _isWriting = false;
            _drained?.TrySetResult();
            _drained = null;
            return null;
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
