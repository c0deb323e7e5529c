using System.Globalization;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Processes;

/// <summary>What a client logs, as lines: the pool's in full, Orleans' from warnings on.</summary>
internal sealed class ClientLog(TimeProvider time) : ILoggerProvider
{
    public ProcessLog Log { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Category(
        this,
        categoryName,
        categoryName.StartsWith("OrleansPool.", StringComparison.Ordinal) ? LogLevel.Debug : LogLevel.Warning);

    public void Dispose() => Log.End();

    private void Add(LogLevel level, string category, EventId id, string message, Exception? error)
    {
        string at = time.GetUtcNow().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);
        Log.Add($"{at} {level} {category}[{id.Id}] {message}{(error is null ? string.Empty : $" {error.GetType().Name}: {error.Message}")}");
    }

    private sealed class Category(ClientLog log, string name, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Add(logLevel, name, eventId, formatter(state, exception), exception);
            }
        }
    }
}
