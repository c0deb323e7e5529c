using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansPool.Silo.Hosting;

/// <summary>Signals that end a process: the first has it stop in order, a second has it end at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TimeSpan _echo;
    private readonly Action<PosixSignal> _stop;
    private readonly Action<PosixSignal> _end;
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _gate = new();
    private long? _first;

    /// <param name="signals">The signals that count.</param>
    /// <param name="stop">Has the process stop; may take its time.</param>
    /// <param name="end">Ends the process.</param>
    /// <param name="echo">Within this time the same stop may arrive twice: at the process, and at its process group.</param>
    public StopSignals(IEnumerable<PosixSignal> signals, Action<PosixSignal> stop, Action<PosixSignal> end, TimeSpan echo)
    {
        _echo = echo;
        _stop = stop;
        _end = end;
        _signals = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

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
        PosixSignal signal = context.Signal;
        lock (_gate)
        {
            if (_first is { } first)
            {
                if (Stopwatch.GetElapsedTime(first) >= _echo)
                {
                    _end(signal);
                }

                return;
            }

            _first = Stopwatch.GetTimestamp();
        }

        // The thread that takes signals must be free for the next.
        _ = Task.Run(() => _stop(signal));
    }
}
