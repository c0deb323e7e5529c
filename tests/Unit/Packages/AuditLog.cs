using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace OrleansPool.UnitTests.Packages;

/// <summary>A logger that keeps what is written down of code.</summary>
internal sealed class AuditLog : ILogger
{
    private readonly ConcurrentQueue<(int Event, string Text)> _lines = new();

    /// <summary>The lines of an event.</summary>
    public IReadOnlyList<string> Of(int number) => [.. _lines.Where(line => line.Event == number).Select(line => line.Text)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((eventId.Id, formatter(state, exception)));
}
