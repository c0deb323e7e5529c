using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansPool.Diagnostics;

namespace OrleansPool.Silo.Hosting;

/// <summary>The end of a silo that is up. Whatever fails on the way, the process ends with a code that says so.</summary>
/// <param name="host">The silo's host.</param>
/// <param name="patience">How long it may take to stop. Orleans goes on asking a store that does not know the silo any more.</param>
internal sealed partial class SiloEnd(IHost host, TimeSpan patience) : IAsyncDisposable
{
    private static readonly TimeSpan DisposePatience = TimeSpan.FromSeconds(5);

    /// <summary>The same when stopping took all its time: what did not end then will not now, and only the log is still to be written.</summary>
    private static readonly TimeSpan StuckPatience = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiloEnd).FullName!);
    private bool _isStuck;

    /// <summary>Waits until the silo is told to stop, and has stopped. Returns the exit code.</summary>
    public async Task<int> WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            Task stopped = host.WaitForShutdownAsync(cancellationToken);
            await Task.WhenAny(stopped, StoppingAsync());
            await StopWithinAsync(stopped);
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
            await ((IAsyncDisposable)host).DisposeAsync().AsTask().WaitAsync(_isStuck ? StuckPatience : DisposePatience);
        }
        catch (Exception error)
        {
            // The silo has left its cluster, or said why not; its process ends now.
            LogStopError(error);
        }
    }

    private async Task StoppingAsync()
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationToken token = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await using (token.UnsafeRegister(static task => ((TaskCompletionSource)task!).TrySetResult(), stopping))
        {
            await stopping.Task;
        }
    }

    private async Task StopWithinAsync(Task stopped)
    {
        try
        {
            await stopped.WaitAsync(patience);
        }
        catch (TimeoutException) when (!stopped.IsCompleted)
        {
            _isStuck = true;
            throw new TimeoutException($"It had not left its cluster {patience.TotalSeconds:F0} s after it was told to stop.");
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The silo has stopped")]
    private partial void LogHasStopped();

    [LoggerMessage(
        EventId = FaultEvents.StopFailed,
        Level = LogLevel.Error,
        Message = "The silo did not stop in order and ends with exit code {ExitCode}; others find out by its silence, and have its work. The reason: {Reason}")]
    private partial void LogStopFailed(int exitCode, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "What failed when the silo stopped")]
    private partial void LogStopError(Exception error);
}
