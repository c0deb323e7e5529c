using System.Text.RegularExpressions;

namespace OrleansPool.Processes;

/// <summary>What a process has written, line by line. Thread-safe.</summary>
internal sealed class ProcessLog
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _lines];
            }
        }
    }

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Add(line);
            SignalLocked();
        }
    }

    /// <summary>The process has ended: no more lines come.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
            SignalLocked();
        }
    }

    /// <summary>Completes with the first line that matches, from the given one on; null when the process has ended without.</summary>
    public async Task<string?> FindAsync(string pattern, int from, CancellationToken cancellationToken)
    {
        for (int at = from; ;)
        {
            Task changed;
            lock (_gate)
            {
                for (; at < _lines.Count; at++)
                {
                    if (Regex.IsMatch(_lines[at], pattern))
                    {
                        return _lines[at];
                    }
                }

                if (_hasEnded)
                {
                    return null;
                }

                changed = _changed.Task;
            }

            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void SignalLocked()
    {
        _changed.TrySetResult();
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
