using System.Runtime.InteropServices;
using OrleansPool.Silo.Hosting;

namespace OrleansPool.Cli.Running;

/// <summary>SIGINT and SIGTERM: the first stops the command, which says what was done; the second ends the process at once.</summary>
internal sealed class CommandStop : IDisposable
{
    /// <summary>Nobody presses Ctrl-C twice so fast; a program that starts this one may send it to the process and to its group.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _stop = new();
    private readonly StopSignals _signals;

    public CommandStop() => _signals = new StopSignals([PosixSignal.SIGINT, PosixSignal.SIGTERM], Stop, static _ => Environment.Exit(ToolExit.EndedAtOnce), Echo);

    public CancellationToken Token => _stop.Token;

    /// <summary>How the process ends when it was stopped.</summary>
    public int ExitCode { get; private set; } = ToolExit.Interrupted;

    public void Dispose() => _signals.Dispose();

    private void Stop(PosixSignal signal)
    {
        ExitCode = signal == PosixSignal.SIGTERM ? ToolExit.Terminated : ToolExit.Interrupted;
        _stop.Cancel();
    }
}
