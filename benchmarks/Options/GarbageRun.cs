using System.Diagnostics;
using System.Globalization;
using OrleansPool.Measuring;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Options;

/// <summary>Goes through works, embedded and with a silo in a process of its own, with the collector as it is set for this process, and prints a line for each.</summary>
internal static class GarbageRun
{
    /// <summary>The argument that makes this program do only that.</summary>
    public const string Verb = "garbage-run";

    private const int Workers = 2;
    private const int Rounds = 7;
    private const int Numbers = 1_000_000;
    private const int Texts = 100_000;
    private const int Payloads = 200;
    private const int PayloadBytes = 1 << 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    private static readonly string[] Strings = [.. Enumerable.Range(0, Texts).Select(item => $"item number {item}")];
    private static readonly byte[][] Arrays = [.. Enumerable.Range(0, Payloads).Select(_ => new byte[PayloadBytes])];
    private static readonly int[] Ints = [.. Enumerable.Range(0, Numbers)];

    private static readonly (string Name, int Items, Func<Pool, Task> Run)[] Works =
    [
        ("map of ints", Numbers, pool => pool.MapAsync(x => x + 1, Ints).AsTask()),
        ("imap of ints", Numbers, pool => ReadAsync(pool.Imap(x => x + 1, Ints))),
        ("map of strings", Texts, pool => pool.MapAsync(text => text + "!", Strings).AsTask()),
        ("map of 1 MiB", Payloads, pool => pool.MapAsync(bytes => bytes, Arrays).AsTask()),
    ];

    public static async Task RunAsync()
    {
        await using (Pool pool = await LocalPool.StartAsync(options => options.Workers = Workers))
        {
            await MeasureAsync("embedded", pool, () => Task.FromResult(default(GarbageState)));
        }

        await using SiloCluster cluster = await SiloCluster.StartAsync(new ClusterPlan
        {
            Silos = 1,
            Workers = Workers,
            Store = StoreKind.Localhost,
            Functions = typeof(GarbageRun).Assembly.Location,
        });
        await using Pool far = await Pool.ConnectAsync(cluster.Gateways, options => options.ClusterId = cluster.Id);
        await MeasureAsync("tcp", far, () => far.ApplyAsync(() => GarbageState.OfThisProcess()).AsTask());
    }

    private static async Task MeasureAsync(string kind, Pool pool, Func<Task<GarbageState>> stateOfSilo)
    {
        foreach ((string name, int items, Func<Pool, Task> run) in Works)
        {
            long began = Stopwatch.GetTimestamp();
            do
            {
                await run(pool);
            }
            while (Stopwatch.GetElapsedTime(began) < WarmUp);

            (GarbageState client, GarbageState silo) = (GarbageState.OfThisProcess(), await stateOfSilo());
            began = Stopwatch.GetTimestamp();
            double seconds = (await Turns.SecondsAsync(Rounds, () => run(pool)))[0];
            double all = Stopwatch.GetElapsedTime(began).TotalSeconds;
            (client, silo) = (GarbageState.OfThisProcess().Since(client), (await stateOfSilo()).Since(silo));
            double bytes = (client.Bytes + silo.Bytes) / (double)Rounds / items;
            double stood = Math.Max(client.Seconds, silo.Seconds) / all;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}, {name}|{items / seconds}|{bytes}|{stood}"));
        }
    }

    private static async Task ReadAsync(IAsyncEnumerable<int> results)
    {
        await foreach (int _ in results)
        {
        }
    }
}
