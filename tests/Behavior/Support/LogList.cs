using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>Keeps what is logged: under one category, if that is given, and from a level on.</summary>
internal sealed class LogList(string? category = null, LogLevel least = LogLevel.Trace) : ILoggerFactory, ILoggerProvider, ISupportExternalScope, ILogger
{
    private ConcurrentQueue<LogEntry> _entries = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<LogEntry> Entries => _entries;

    private string? Category { get; } = category;

    /// <summary>Another that writes to the same list: each host brings scopes of its own.</summary>
    public LogList Share() => new(Category, least) { _entries = _entries };

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add("", logLevel, eventId, formatter(state, exception), exception, state);

    public void Dispose()
    {
        // Entries are read after what logged them has ended.
    }

    private static void Read(object? state, Dictionary<string, object?> values)
    {
        foreach ((string name, object? value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
        {
            values[name] = value;
        }
    }

    private void Add(string category, LogLevel level, EventId eventId, string message, Exception? error, object? state)
    {
        Dictionary<string, object?> values = [];
        _scopes.ForEachScope(Read, values);
        Read(state, values);
        _entries.Enqueue(new LogEntry(category, level, eventId, message, error, values));
    }

    private sealed class Logger(LogList list, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => list.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => list.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel) && (list.Category ?? category) == category)
            {
                list.Add(category, logLevel, eventId, formatter(state, exception), exception, state);
            }
        }
    }
}
