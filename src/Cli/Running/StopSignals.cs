using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansPool.Cli.Running;

/// <summary>SIGINT and SIGTERM: the first stops the command, which says what was done; the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>Within this time the same stop may arrive twice: at the process, and at its process group.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(300);

    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _gate = new();
    private long? _first;

    public StopSignals() => _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];

    public CancellationToken Token => _stop.Token;

    /// <summary>How the process ends when it was stopped.</summary>
    public int ExitCode { get; private set; } = ToolExit.Interrupted;

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
            if (_first is { } first)
            {
                if (Stopwatch.GetElapsedTime(first) >= Echo)
                {
                    Environment.Exit(ToolExit.EndedAtOnce);
                }

                return;
            }

            _first = Stopwatch.GetTimestamp();
            ExitCode = context.Signal == PosixSignal.SIGTERM ? ToolExit.Terminated : ToolExit.Interrupted;
        }

        // What hears of it may take its time; the thread that takes signals must be free for the next.
        _ = Task.Run(_stop.Cancel);
    }
}
