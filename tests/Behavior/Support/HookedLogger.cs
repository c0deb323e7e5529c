using Microsoft.Extensions.Logging;

namespace OrleansPool.BehaviorTests.Support;

/// <summary>Does something of the test's instead of writing.</summary>
internal sealed class HookedLogger(Action hook) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => hook();
}
