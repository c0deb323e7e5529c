using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Silo.Hosting;

/// <summary>
/// How far the start of the silo has come, and the last error of a connection on the way: Orleans tries again and again and tells its log only.
/// </summary>
internal sealed class StartProgress : ILifecycleParticipant<ISiloLifecycle>, ILoggerProvider, ILogger
{
    private volatile Exception? _lastError;
    private volatile bool _hasFoundStore;
    private volatile bool _isUp;

    /// <summary>Whether the silo is a member of its cluster.</summary>
    public bool IsUp => _isUp;

    public Exception? LastError => _lastError;

    /// <summary>Whether the store of the cluster has answered.</summary>
    public bool HasFoundStore => _hasFoundStore;

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Membership reads its table at the stage before.
        lifecycle.Subscribe<StartProgress>(ServiceLifecycleStage.RuntimeGrainServices + 1, _ =>
        {
            _hasFoundStore = true;
            return Task.CompletedTask;
        });
        lifecycle.Subscribe<StartProgress>(ServiceLifecycleStage.Active, _ =>
        {
            _isUp = true;
            return Task.CompletedTask;
        });
    }

    /// <summary>Whether it tells that the other side belongs to another cluster.</summary>
    public static bool IsOtherCluster(Exception? error) => error?.GetBaseException().Message.Contains("cluster id", StringComparison.OrdinalIgnoreCase) ?? false;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => !_isUp;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!_isUp && exception is not null && WeightOf(exception) >= WeightOf(_lastError))
        {
            _lastError = exception;
        }
    }

    public void Dispose()
    {
        // Holds nothing.
    }

    /// <summary>That the cluster is another one, or speaks no TLS with this one, explains the errors which follow from it; that something was given up explains least.</summary>
    private static int WeightOf(Exception? error) => error switch
    {
        null => 0,
        OperationCanceledException => 1,
        _ when error.GetBaseException() is AuthenticationException => 3,
        _ => IsOtherCluster(error) ? 3 : 2,
    };
}
