using System.Diagnostics;

namespace OrleansPool.Samples.Shared.Watching;

/// <summary>Reports work without a pool in the same way: step by step.</summary>
/// <param name="listener">Who is told.</param>
/// <param name="total">Steps in all.</param>
public sealed class StepProgress(IProgress<JobProgress> listener, long total)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _done;

    /// <summary>One step, or several, are done.</summary>
    /// <param name="steps">How many.</param>
    public void Add(long steps = 1)
    {
        _done += steps;
        double rate = _done / Math.Max(Stopwatch.GetElapsedTime(_start).TotalSeconds, 1e-9);
        TimeSpan? remaining = rate > 0 ? TimeSpan.FromSeconds(Math.Max(0, total - _done) / rate) : null;
        listener.Report(new JobProgress(_done, 0, total, rate, remaining));
    }
}
