using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansPool.Measuring;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Options;

/// <summary>What it costs that client and silos are far from each other: items that wait, on two silos, beside what their workers need at least.</summary>
internal static class DistanceCost
{
    private const int WorkersPerSilo = 4;
    private const int Items = 1_600;

    private static readonly TimeSpan ItemTime = TimeSpan.FromMilliseconds(10);
    private static readonly int[] RoundTrips = [0, 5, 20, 100];

    public static async Task RunAsync(int rounds)
    {
        double ideal = Items * ItemTime.TotalSeconds / (2 * WorkersPerSilo);
        Console.WriteLine($"{Items:N0} items of {ItemTime.TotalMilliseconds} ms on two silos of {WorkersPerSilo} workers, {ideal} s at least; medians of {rounds}");
        foreach (int milliseconds in RoundTrips)
        {
            var roundTrip = TimeSpan.FromMilliseconds(milliseconds);
            int primary = FreePorts.Next();
            using IHost first = await SiloAsync(primary, primary, roundTrip);
            using IHost second = await SiloAsync(FreePorts.Next(), primary, roundTrip);
            int gateway = first.Services.GetRequiredService<ILocalSiloDetails>().GatewayAddress.Endpoint.Port;
            await using (Pool pool = await Pool.ConnectAsync(client => client
                .UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gateway))
                .AddOutgoingGrainCallFilter(new Distance(roundTrip))))
            {
                await MeasureAsync(pool, milliseconds, rounds);
            }

            await second.StopAsync();
            await first.StopAsync();
        }
    }

    private static async Task MeasureAsync(Pool pool, int milliseconds, int rounds)
    {
        int[] items = [.. Enumerable.Range(0, Items)];
        (string Name, Func<Task> Run)[] works =
        [
            ("map", () => pool.MapAsync(x => WaitAsync(x), items).AsTask()),
            ("imap", () => ReadAsync(pool.Imap(x => WaitAsync(x), items))),
            ("imap, chunk size 1", () => ReadAsync(pool.Imap(x => WaitAsync(x), items, chunkSize: 1))),
            ("imap_unordered", () => ReadAsync(pool.ImapUnordered(x => WaitAsync(x), items))),
        ];
        double[] seconds = await Turns.SecondsAsync(rounds, [.. works.Select(work => work.Run)]);
        foreach ((int at, (string name, _)) in works.Index())
        {
            Console.WriteLine($"round trip {milliseconds,3} ms  {name,-20} {seconds[at]:F2} s");
        }
    }

    private static async Task<int> WaitAsync(int x)
    {
        await Task.Delay(ItemTime);
        return x;
    }

    private static async Task ReadAsync(IAsyncEnumerable<int> results)
    {
        await foreach (int _ in results)
        {
        }
    }

    private static async Task<IHost> SiloAsync(int port, int primary, TimeSpan roundTrip)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(port, FreePorts.Next(), new IPEndPoint(IPAddress.Loopback, primary), clusterId: "orleanspool", serviceId: "orleanspool");
            silo.AddOrleansPool(options => options.Workers = WorkersPerSilo);
            silo.AddOutgoingGrainCallFilter(new Distance(roundTrip));
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
