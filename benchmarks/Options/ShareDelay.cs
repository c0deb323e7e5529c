using System.Diagnostics;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Options;

/// <summary>
/// How long a job that is started beside another takes until half of the workers run items of it at the same time, when the other has queued many:
/// long items beside short ones, and the reverse. Items sleep, so that the number of cores is no matter.
/// </summary>
internal static class ShareDelay
{
    private const double MostMilliseconds = 100;
    private const int ShortItems = 10_000;
    private const int LongItems = 200;
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <returns>Whether the share was there in time, in the median of the rounds.</returns>
    public static async Task<bool> RunAsync(int workers, int rounds)
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = workers);
        Console.WriteLine($"{workers} workers: milliseconds until a second job runs on {workers / 2} of them");
        bool isInTime = await RunAsync(pool, rounds, $"items of 1 s beside {ShortItems} of 10 ms", Short, ShortItems, Long, LongItems);
        return await RunAsync(pool, rounds, $"items of 10 ms beside {LongItems} of 1 s", Long, LongItems, Short, ShortItems) && isInTime;
    }

    private static async Task<bool> RunAsync(Pool pool, int rounds, string name, TimeSpan first, int firstItems, TimeSpan second, int secondItems)
    {
        List<double> delays = [];
        for (int round = 0; round < rounds; round++)
        {
            delays.Add(await MeasureAsync(pool, first, firstItems, second, secondItems));
        }

        double median = Medians.Of(delays);
        Console.WriteLine($"  {name,-42} median {median,7:F1}   worst {delays.Max(),7:F1}   {(median <= MostMilliseconds ? "in time" : "LATE")}");
        return median <= MostMilliseconds;
    }

    private static async Task<double> MeasureAsync(Pool pool, TimeSpan first, int firstItems, TimeSpan second, int secondItems)
    {
        int workers = pool.WorkerCount;
        Presence.Clear();
        MapResult<int> background = pool.MapAsync(_ => Presence.Sleep(0, first), Enumerable.Range(0, firstItems));
        await Presence.ReachedAsync(0, workers);

        long start = Stopwatch.GetTimestamp();
        MapResult<int> job = pool.MapAsync(_ => Presence.Sleep(1, second), Enumerable.Range(0, secondItems));
        await Presence.ReachedAsync(1, workers / 2);
        double delay = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        background.Cancel();
        job.Cancel();
        await Presence.EmptyAsync();
        return delay;
    }
}
