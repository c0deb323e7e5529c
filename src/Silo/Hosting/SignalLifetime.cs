using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Silo.Hosting;

/// <summary>The life of the process: the first SIGTERM or SIGINT drains and stops the silo, the second ends the process at once.</summary>
internal sealed partial class SignalLifetime : IHostLifetime, IDisposable
{
    /// <summary>Within this time the same stop may arrive twice: at the process, and at its process group.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(500);

    private readonly IHostApplicationLifetime _application;
    private readonly ILogger _logger;
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _gate = new();
    private long? _toldToStop;

    public SignalLifetime(IHostApplicationLifetime application, ILogger<SignalLifetime> logger)
    {
        _application = application;
        _logger = logger;
        _signals = [.. new[] { PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_gate)
        {
            if (_toldToStop is { } first)
            {
                if (Stopwatch.GetElapsedTime(first) < Echo)
                {
                    return;
                }

                LogStoppedAtOnce(context.Signal);
                ProcessEnd.Now(ExitCode.StoppedAtOnce);
            }

            _toldToStop = Stopwatch.GetTimestamp();
        }

        LogToldToStop(context.Signal);

        // What hears of it may take its time; the thread that takes signals must be free for the next.
        _ = Task.Run(_application.StopApplication);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Told to stop by {Signal}")]
    private partial void LogToldToStop(PosixSignal signal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Told to stop by {Signal} once more: the silo ends without draining")]
    private partial void LogStoppedAtOnce(PosixSignal signal);
}
