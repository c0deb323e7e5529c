using System.Security.Authentication;
using Orleans.Runtime.Messaging;

namespace OrleansPool.Hosting;

/// <summary>Tries to connect again until its caller gives up, and keeps the last error for the message then.</summary>
internal sealed class ConnectRetry : IClientConnectionRetryFilter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private volatile Exception? _lastError;

    public Exception? LastError => _lastError;

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
