using System.Diagnostics;
using System.Security.Authentication;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime.Messaging;

namespace OrleansPool.Hosting;

/// <summary>Tries to connect again until its caller gives up, and knows how far it came: the last error, and whether a gateway was ever reached.</summary>
internal sealed class ConnectRetry : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly long _started = Stopwatch.GetTimestamp();
    private volatile Exception? _lastError;
    private long _connectedAt;

    public Exception? LastError => _lastError;

    /// <summary>
    /// Whether this machine may just be too slow: no attempt has failed, which each does by itself after 5 s, and a gateway was never reached, or so late that
    /// twice the time it took is not over yet.
    /// </summary>
    public bool MayBeBusy
    {
        get
        {
            long at = Volatile.Read(ref _connectedAt);
            return _lastError is null && (at == 0 || Stopwatch.GetElapsedTime(at) < 2 * Stopwatch.GetElapsedTime(_started, at));
        }
    }

    /// <summary>A part of each connection: is told when there is one.</summary>
    public ConnectionDelegate Watch(ConnectionDelegate next) => context =>
    {
        Interlocked.CompareExchange(ref _connectedAt, Stopwatch.GetTimestamp(), 0);
        return next(context);
    };

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not OperationCanceledException && WeightOf(exception) >= WeightOf(_lastError))
        {
            _lastError = exception;
        }

        await Task.Delay(Pause, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !cancellationToken.IsCancellationRequested;
    }

    /// <summary>What TLS found explains the errors that follow from it; that there will be another attempt explains nothing.</summary>
    private static int WeightOf(Exception? error) => error?.GetBaseException() switch
    {
        null => 0,
        ConnectionFailedException => 1,
        AuthenticationException => 3,
        _ => 2,
    };
}
