using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Silo.Hosting;

/// <summary>
/// What happens when the silo cannot go on as a member of its cluster: one line, and an exit code by which a supervisor starts it again. Orleans'
/// own handler writes a crash dump.
/// </summary>
internal sealed partial class ClusterLossHandler(ILogger<ClusterLossHandler> logger) : IFatalErrorHandler
{
    private int _isEnding;

    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (Interlocked.Exchange(ref _isEnding, 1) == 0)
        {
            LogClusterLost(context ?? sender?.ToString() ?? "no reason given", ExitCode.ClusterLost, exception);
            ProcessEnd.Now(ExitCode.ClusterLost);
        }
    }

    [LoggerMessage(
        EventId = FaultEvents.ClusterLost,
        Level = LogLevel.Critical,
        Message = "The silo lost its cluster and ends with exit code {ExitCode}; others have its work. Start it again. Orleans says: {Reason}")]
    private partial void LogClusterLost(string reason, int exitCode, Exception? error);
}
