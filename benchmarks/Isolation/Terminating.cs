using System.Diagnostics;

namespace OrleansPool.Benchmarks.Isolation;

/// <summary>How long it takes until nothing runs any more of endless items whose pool is terminated.</summary>
internal static class Terminating
{
    private const int Items = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Gives the time in milliseconds until the results have ended and all processes of workers are gone.</summary>
    public static async Task<double> MeasureAsync(int workers)
    {
        Pool pool = await LocalPool.StartAsync(options => (options.Isolation, options.Workers) = (OrleansPool.Isolation.Process, workers));
        int[] processes = [.. (await pool.MapAsync(Functions.WhereSlowly, Enumerable.Range(0, 50 * workers))).Distinct()];
        MapResult<int> endless = pool.MapAsync(Functions.Endless, Enumerable.Range(0, Items));
        await Task.Delay(500);

        Task[] ends = [.. processes.Select(id => Process.GetProcessById(id).WaitForExitAsync())];
        long started = Stopwatch.GetTimestamp();
        await pool.TerminateAsync();
        double told = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await Task.WhenAll(ends).WaitAsync(Patience);
        double over = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        bool hasEnded = endless.IsReady;
        await pool.DisposeAsync();
        Console.WriteLine($"terminated     {Items} endless items: results after {told:F0} ms{(hasEnded ? "" : " NOT")}, {processes.Length} processes gone after {over:F0} ms");
        return hasEnded ? over : double.PositiveInfinity;
    }
}
