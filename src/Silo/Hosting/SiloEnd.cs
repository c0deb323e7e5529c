using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Silo.Hosting;

/// <summary>The end of a silo that is up. Whatever fails on the way, the process ends with a code that says so.</summary>
internal sealed partial class SiloEnd(IHost host) : IAsyncDisposable
{
    private readonly ILogger _logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiloEnd).FullName!);

    /// <summary>Waits until the silo is told to stop, and has stopped. Returns the exit code.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await host.WaitForShutdownAsync(cancellationToken);
            LogHasStopped();
            return ExitCode.Stopped;
        }
        catch (Exception error)
        {
            LogStopFailed(ExitCode.StopFailed, error.GetBaseException().Message.ReplaceLineEndings(" "));
            LogStopError(error);
            return ExitCode.StopFailed;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
        catch (Exception error)
        {
            // The silo has left its cluster, or said why not; its process ends now.
            LogStopError(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo has stopped")]
    private partial void LogHasStopped();

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The silo did not stop in order and ends with exit code {ExitCode}; others find out by its silence, and have its work. The reason: {Reason}")]
    private partial void LogStopFailed(int exitCode, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "What failed when the silo stopped")]
    private partial void LogStopError(Exception error);
}
