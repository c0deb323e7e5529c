using System.Diagnostics;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Isolation;

/// <summary>Items a second of both kinds of workers, in turn, so that both see the same machine.</summary>
internal static class Throughput
{
    private const int Items = 1_000;

    /// <summary>Gives the ratio of the medians, processes to threads.</summary>
    public static async Task<double> MeasureAsync(int rounds, int workers)
    {
        await using Pool threads = await StartAsync(OrleansPool.Isolation.Thread, workers);
        await using Pool processes = await StartAsync(OrleansPool.Isolation.Process, workers);
        List<double> byThreads = [];
        List<double> byProcesses = [];

        // The first of each is for the compilers.
        for (int round = -1; round < rounds; round++)
        {
            double thread = await RunAsync(threads);
            double process = await RunAsync(processes);
            if (round >= 0)
            {
                byThreads.Add(thread);
                byProcesses.Add(process);
            }
        }

        double ratio = Medians.Of(byProcesses) / Medians.Of(byThreads);
        Console.WriteLine($"1 ms items     threads {Medians.Of(byThreads):F0}/s   processes {Medians.Of(byProcesses):F0}/s   ratio {ratio:F3}   ({workers} workers, {rounds} rounds of {Items} in turn)");
        return ratio;
    }

    private static async Task<Pool> StartAsync(OrleansPool.Isolation isolation, int workers)
    {
        Pool pool = await LocalPool.StartAsync(options => (options.Isolation, options.Workers) = (isolation, workers));
        await pool.MapAsync(Functions.WhereSlowly, Enumerable.Range(0, 50 * workers));
        return pool;
    }

    private static async Task<double> RunAsync(Pool pool)
    {
        long started = Stopwatch.GetTimestamp();
        await pool.MapAsync(Functions.Millisecond, Enumerable.Range(0, Items));
        return Items / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
