using System.Diagnostics;

namespace OrleansPool.Samples.Article.Measuring;

/// <summary>Takes the time of work that may be too short to be timed once.</summary>
internal static class Stopclock
{
    private const int FewRuns = 3;
    private const int ManyRuns = 15;

    private static readonly TimeSpan EnoughTime = TimeSpan.FromSeconds(0.15);

    /// <summary>The results of the last run and the median time of all runs.</summary>
    public static async Task<(TResult Result, TimeSpan Elapsed)> MedianAsync<TResult>(int runs, Func<Task<TResult>> run)
    {
        var times = new TimeSpan[runs];
        TResult result = default!;
        for (int index = 0; index < runs; index++)
        {
            long start = Stopwatch.GetTimestamp();
            result = await run();
            times[index] = Stopwatch.GetElapsedTime(start);
        }

        Array.Sort(times);
        return (result, times[runs / 2]);
    }

    /// <summary>The shortest of several runs: what the work takes when nothing else is in its way. Fewer runs of long work.</summary>
    public static TimeSpan Best(Action run)
    {
        TimeSpan best = TimeSpan.MaxValue;
        long first = Stopwatch.GetTimestamp();
        for (int index = 0; index < FewRuns || (index < ManyRuns && Stopwatch.GetElapsedTime(first) < EnoughTime); index++)
        {
            long start = Stopwatch.GetTimestamp();
            run();
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        return best;
    }
}
