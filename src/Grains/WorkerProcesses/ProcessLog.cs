using Microsoft.Extensions.Logging;
using OrleansPool.Wire;

namespace OrleansPool.WorkerProcesses;

/// <summary>Writes what functions log in the processes of workers, as if they had done so in the silo.</summary>
internal sealed class ProcessLog(ILogger logger)
{
    /// <summary>From which level on the silo writes anything.</summary>
    public LogLevel LeastLevel()
    {
        LogLevel least = LogLevel.Trace;
        while (least < LogLevel.None && !logger.IsEnabled(least))
        {
            least++;
        }

        return least;
    }

    /// <summary>Writes an entry, in the scope of the item that it belongs to.</summary>
    public void Write(ProcessRun? run, LogEntry entry)
    {
        using IDisposable? scope = run is null ? null : logger.BeginScope(new ItemScope(() => new LoggedItem(run, entry)));
        logger.Log(
            entry.Level,
            new EventId(entry.Event, entry.EventName),
            entry,
            null,
            static (logged, _) => logged.ErrorText is { } error ? $"{logged.Message}{Environment.NewLine}{error}" : logged.Message);
    }
}
