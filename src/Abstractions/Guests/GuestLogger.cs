using Microsoft.Extensions.Logging;

namespace OrleansPool.Guests;

/// <summary>Passes what a package's function logs on to the silo, as text.</summary>
internal sealed class GuestLogger(GuestLogger.Send send) : ILogger
{
    /// <summary>Asks the silo.</summary>
    public delegate object? Send(string name, params object?[] arguments);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    // The silo looks at levels itself.
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        send(GuestItem.Log, (int)logLevel, eventId.Id, eventId.Name, formatter(state, exception), exception);
}
