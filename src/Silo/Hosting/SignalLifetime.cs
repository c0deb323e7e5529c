using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansPool.Silo.Hosting;

/// <summary>The life of the process: the first SIGTERM or SIGINT drains and stops the silo, the second ends the process at once.</summary>
internal sealed partial class SignalLifetime : IHostLifetime, IDisposable
{
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(500);

    private readonly IHostApplicationLifetime _application;
    private readonly ILogger _logger;
    private readonly StopSignals _signals;

    public SignalLifetime(IHostApplicationLifetime application, ILogger<SignalLifetime> logger)
    {
        _application = application;
        _logger = logger;
        _signals = new StopSignals([PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT], Stop, End, Echo);
    }

    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.Dispose();

    private void Stop(PosixSignal signal)
    {
        LogToldToStop(signal);
        _application.StopApplication();
    }

    private void End(PosixSignal signal)
    {
        LogStoppedAtOnce(signal);
        ProcessEnd.Now(ExitCode.StoppedAtOnce);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Told to stop by {Signal}")]
    private partial void LogToldToStop(PosixSignal signal);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Told to stop by {Signal} once more: the silo ends without draining")]
    private partial void LogStoppedAtOnce(PosixSignal signal);
}
