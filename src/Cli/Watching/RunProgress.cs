using System.Diagnostics;
using OrleansPool.Cli.Lines;

namespace OrleansPool.Cli.Watching;

/// <summary>How far a run is. Written by the run, read by who shows it.</summary>
internal sealed class RunProgress
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private LineReader? _input;
    private long _done;
    private long _failed;

    /// <summary>Items that an earlier run has done.</summary>
    public long Before { get; private set; }

    /// <summary>Items that have succeeded in this run.</summary>
    public long Done => Volatile.Read(ref _done);

    /// <summary>Items that have failed in this run.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>How many bytes the input has in all, if that is known.</summary>
    public long? TotalBytes { get; set; }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>Items a second.</summary>
    public double Rate => (Done + Failed) / Math.Max(Elapsed.TotalSeconds, 0.001);

    /// <summary>The part that is done, from 0 to 1, or null: by what was read of the input, without what is still under way.</summary>
    public double? Part
    {
        get
        {
            if (TotalBytes is not > 0 || _input is not { } input)
            {
                return null;
            }

            long lines = input.Number;
            double ofRead = lines == 0 ? 0 : Math.Min(1.0, (double)(Before + Done + Failed) / lines);
            return Math.Min(1.0, input.Bytes / (double)TotalBytes) * ofRead;
        }
    }

    /// <summary>By what this run has done: what an earlier one did took it no time.</summary>
    public TimeSpan? Remaining => Part is { } part && part * (Done + Failed) / Math.Max(1, Before + Done + Failed) is > 0.001 and var own ? Elapsed * ((1 - part) / own) : null;

    public void Begin(LineReader input, long before)
    {
        Before = before;
        _input = input;
    }

    public void AddDone() => Volatile.Write(ref _done, _done + 1);

    public void AddFailed() => Volatile.Write(ref _failed, _failed + 1);
}
