using Microsoft.Extensions.Logging;
using OrleansPool.Logging;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProgram;

/// <summary>Sends what functions log to the silo, if that writes it or the job's caller wants it.</summary>
internal sealed class WorkerLogger(LogLevel least, WorkerLink link) : ILogger
{
    /// <summary>That of the silo's own logger for functions.</summary>
    private const string Category = "OrleansPool.Function";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None && (logLevel >= least || LeaseRun.Current?.Forwards(logLevel) == true);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        string message = formatter(state, exception);
        if (LeaseRun.Current is { } run)
        {
            run.Forward(Category, logLevel, eventId, message, LogValues.Of(state), exception);
        }
        else
        {
            link.Log(new LogEntry
            {
                Job = 0,
                Item = -1,
                Attempt = 0,
                Worker = link.Worker?.Id ?? string.Empty,
                Silo = link.Worker?.Silo ?? string.Empty,
                Level = logLevel,
                Category = Category,
                Event = eventId.Id,
                EventName = eventId.Name,
                Message = message,
                Values = LogValues.Of(state),
                ErrorText = exception?.ToString(),
            });
        }
    }
}
