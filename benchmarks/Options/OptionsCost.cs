using Microsoft.Extensions.Logging.Abstractions;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Options;

/// <summary>
/// The time of each verb over trivial items with no options, and with options in use, one after the other in each round: the ratio of the medians
/// holds on a loaded machine too.
/// </summary>
internal static class OptionsCost
{
    private const int Items = 1_000_000;
    private const int SingleItems = 100_000;

    private static readonly (string Name, int Items, Func<Pool, JobOptions?, Task> Run)[] Verbs =
    [
        ("map", Items, (pool, options) => pool.MapAsync(x => x + 1, Enumerable.Range(0, Items), options: options).AsTask()),
        ("imap", Items, (pool, options) => ReadAsync(pool.Imap(x => x + 1, Enumerable.Range(0, Items), options: options))),
        ("map, chunk size 1", SingleItems, (pool, options) => pool.MapAsync(x => x + 1, Enumerable.Range(0, SingleItems), chunkSize: 1, options).AsTask()),
    ];

    private static readonly (string Name, Func<JobOptions?> Make)[] Settings =
    [
        ("no options", () => null),
        ("all but ItemTimeout", All),
        ("with ItemTimeout", () =>
        {
            JobOptions options = All();
            options.ItemTimeout = TimeSpan.FromMinutes(1);
            return options;
        }),
    ];

    public static async Task RunAsync(int rounds)
    {
        await using Pool pool = await LocalPool.StartAsync(options => options.Labels["disk"] = "ssd");
        Console.WriteLine($"{pool.WorkerCount} workers, {rounds} rounds, medians; in brackets the time against that without options");
        foreach ((string name, int items, Func<Pool, JobOptions?, Task> run) in Verbs)
        {
            Func<Task>[] ways = [.. Settings.Select<(string Name, Func<JobOptions?> Make), Func<Task>>(setting => () => run(pool, setting.Make()))];
            await Turns.SecondsAsync(1, ways);
            double[] seconds = await Turns.SecondsAsync(rounds, ways);
            Console.WriteLine($"{name}, {items} items");
            foreach ((int at, (string setting, _)) in Settings.Index())
            {
                Console.WriteLine($"  {setting,-22} {seconds[at] * 1000,9:F1} ms {seconds[at] / items * 1e9,8:F0} ns an item  [{seconds[at] / seconds[0]:F2}]");
            }
        }
    }

    private static JobOptions All() => new()
    {
        Timeout = TimeSpan.FromMinutes(10),
        MaxAttempts = 5,
        Retry = new RetryOptions { Attempts = 5, Exceptions = [typeof(IOException)] },
        Priority = 1,
        Weight = 2,
        Labels = { ["disk"] = "ssd" },
        BufferSize = 500_000,
        BufferBytes = 32 << 20,
        Progress = new Progress<JobProgress>(),
        Logger = NullLogger.Instance,
        Name = "all options",
    };

    private static async Task ReadAsync(ImapResult<int> results)
    {
        await foreach (int result in results)
        {
            _ = result;
        }
    }
}
