using System.Diagnostics;

namespace OrleansPool.Benchmarks.Responsiveness;

/// <summary>Times calls, one at a time.</summary>
internal static class Latency
{
    /// <summary>The times of calls in milliseconds.</summary>
    public static async Task<double[]> MeasureAsync(IPingGrain grain, TimeSpan duration, CancellationToken stop)
    {
        List<double> times = [];
        var all = Stopwatch.StartNew();
        while (all.Elapsed < duration && !stop.IsCancellationRequested)
        {
            long start = Stopwatch.GetTimestamp();
            await grain.PingAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(2, CancellationToken.None);
        }

        return [.. times];
    }
}
