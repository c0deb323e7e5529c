using System.Collections.Concurrent;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Options;

/// <summary>
/// What the end of a job costs: items whose times differ much, taken back from busy workers or not; and a last item whose first run hangs, hedged or not.
/// Items wait instead of computing, so that the number of cores is no matter.
/// </summary>
internal static class TailCost
{
    private const int Workers = 4;
    private const int Items = 1_000;
    private const int UnevenItems = 1_000;
    private const double MeanMilliseconds = 50;
    private const double Sigma = 2;

    // CPython's rule: what Pool.map sends to a worker at once.
    private const int ChunkSize = ((UnevenItems - 1) / (4 * Workers)) + 1;

    private static readonly TimeSpan ItemTime = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan HangTime = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, bool> Started = new();

    public static async Task RunAsync(int rounds)
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = Workers);
        int[] times = SkewedTimes.Make(UnevenItems, MeanMilliseconds, Sigma);
        double ideal = times.Sum() / 1_000.0 / Workers;
        Console.WriteLine($"{Workers} workers; seconds, medians of {rounds} that take turns");
        Console.WriteLine($"log-normal times (sigma {Sigma}) of {UnevenItems:N0} items, {ideal:F2} s at least, {ideal * SkewedTimes.OneByOne(times, Workers):F2} s one by one");
        await CompareAsync(
            rounds,
            ($"chunks of {ChunkSize}, which stay whole", () => pool.MapAsync(time => WaitAsync(time), times, ChunkSize).AsTask()),
            ("adaptive, unstarted items taken back", () => pool.MapAsync(time => WaitAsync(time), times).AsTask()));

        Console.WriteLine($"{Items:N0} items of {ItemTime.TotalMilliseconds} ms, {Items * ItemTime.TotalSeconds / Workers} s at least; the first run of the last one hangs for {HangTime.TotalSeconds} s");
        await CompareAsync(
            rounds,
            ("not hedged", () => HangAsync(pool, hedge: false)),
            ("hedged", () => HangAsync(pool, hedge: true)));
    }

    private static async Task CompareAsync(int rounds, params (string Name, Func<Task> Run)[] ways)
    {
        double[] seconds = await Turns.SecondsAsync(rounds, [.. ways.Select(way => way.Run)]);
        foreach ((int at, (string name, _)) in ways.Index())
        {
            Console.WriteLine($"  {name,-40} {seconds[at]:F2}");
        }
    }

    private static Task HangAsync(Pool pool, bool hedge)
    {
        string run = Guid.NewGuid().ToString("N");
        return pool.MapAsync(
            (item, token) => item == Items - 1 && Started.TryAdd(run, true) ? WaitAsync((int)HangTime.TotalMilliseconds, token) : WaitAsync((int)ItemTime.TotalMilliseconds, token),
            Enumerable.Range(0, Items),
            chunkSize: 1,
            new JobOptions { Hedge = hedge }).AsTask();
    }

    private static async Task<int> WaitAsync(int milliseconds, CancellationToken cancellationToken = default)
    {
        await Task.Delay(milliseconds, cancellationToken);
        return milliseconds;
    }
}
