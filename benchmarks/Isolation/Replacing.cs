using System.Diagnostics;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Isolation;

/// <summary>How long a slot is without a worker when its process was killed.</summary>
internal static class Replacing
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>For workers that are lost now and then: a process is ready for the next by then.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    /// <summary>Gives the longest median time in milliseconds until another process has run an item in the place of one that was killed.</summary>
    public static async Task<double> MeasureAsync(int rounds) =>
        Math.Max(await MeasureAsync("killed worker", rounds, Rest), await MeasureAsync("killed again", rounds, TimeSpan.Zero));

    private static async Task<double> MeasureAsync(string what, int rounds, TimeSpan rest)
    {
        await using Pool pool = await LocalPool.StartAsync(options => (options.Isolation, options.Workers) = (OrleansPool.Isolation.Process, 1));
        List<double> times = [];
        for (int round = 0; round < rounds; round++)
        {
            int victim = await pool.ApplyAsync(() => Environment.ProcessId);
            await Task.Delay(rest);
            using Process process = Process.GetProcessById(victim);
            long started = Stopwatch.GetTimestamp();
            process.Kill();
            int next;
            do
            {
                // Its silo may not have seen it yet: then the item is charged an attempt, and runs again.
                next = await pool.ApplyAsync(() => Environment.ProcessId).AsTask().WaitAsync(Patience);
            }
            while (next == victim);

            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine($"{what,-14} replaced after median {Medians.Of(times):F0} ms, at most {times.Max():F0} ms   ({rounds} rounds, {rest.TotalSeconds:F0} s between them)");
        return Medians.Of(times);
    }
}
