using Microsoft.Extensions.Logging;
using OrleansPool.Workers;

namespace OrleansPool.Logging;

/// <summary>Takes what is logged while a function runs, when its job asked for that; otherwise nothing.</summary>
internal sealed class FunctionLogger(string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => LeaseRun.Current?.Forwards(logLevel) ?? false;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (LeaseRun.Current is { } run && run.Forwards(logLevel))
        {
            run.Forward(category, logLevel, eventId, formatter(state, exception), LogValues.Of(state), exception);
        }
    }
}
