using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>
/// Each silo is on a host of its own: a network namespace. Hosts are cut off and joined again while a job runs: first one from all others, the
/// store and the client, then two from each other only. Neither side may deliver twice.
/// </summary>
internal static class PartitionMode
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public static async Task<bool> RunAsync(SoakOptions options, TimeSpan cut)
    {
        using NetworkHosts hosts = NetworkHosts.Create(options.Silos);
        await using Load load = await Load.StartAsync(options, Load.PlanOf(options) with { StoreAddress = hosts.Outside, HostOf = host => hosts[host] });
        var round = new Round(options.Items);
        using var stop = new CancellationTokenSource();
        Task<int>[] watching = [.. load.Cluster.Silos.Select(silo => WatchAsync(silo, stop.Token))];
        Task cutting = CutAsync(load, hosts, round, cut);
        var total = new Figures();
        do
        {
            round.Begin();
            total += await load.RunAsync(round.Deliveries);
        }
        while (!cutting.IsCompleted);

        await cutting;
        await stop.CancelAsync();
        total = total with { Restarts = (await Task.WhenAll(watching)).Sum() };
        Console.WriteLine(total);
        return total.IsGood(options.Recovery);
    }

    private static async Task CutAsync(Load load, NetworkHosts hosts, Round round, TimeSpan cut)
    {
        int silos = load.Cluster.Silos.Count;
        for (int host = 0; host < silos; host++)
        {
            await Task.Delay(Pause);
            Console.WriteLine($"host {host} is cut off{(await IsCoordinatorsAsync(load, host) ? ", the coordinator's" : string.Empty)}");
            round.Deliveries.Hurt($"the cut of host {host}", load.Highest());
            hosts.Cut(host);
            await Task.Delay(cut);
            hosts.Heal(host);
            Console.WriteLine($"host {host} is back");
        }

        await Task.Delay(Pause);
        Console.WriteLine("hosts 0 and 1 do not reach each other");
        hosts.Part(0, 1);
        await Task.Delay(cut);
        hosts.Join(0, 1);
        Console.WriteLine("hosts 0 and 1 reach each other again");
        await Task.Delay(Pause);
    }

    private static async Task<bool> IsCoordinatorsAsync(Load load, int host) => await load.CoordinatorsAsync() == load.Cluster.Silos[host];

    /// <summary>A silo that was taken for dead ends when it learns of it, and a supervisor starts it again.</summary>
    private static async Task<int> WatchAsync(SiloProcess silo, CancellationToken stop)
    {
        for (int restarts = 0; ; restarts++)
        {
            await Task.WhenAny(silo.Process.Ended, Task.Delay(Timeout.Infinite, stop));
            if (stop.IsCancellationRequested)
            {
                return restarts;
            }

            Console.WriteLine($"silo {silo.SiloPort} ended with exit code {await silo.Process.Ended} and is started again");
            await StartAsync(silo, stop);
        }
    }

    // While its host is cut off it cannot start.
    private static async Task StartAsync(SiloProcess silo, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await silo.StartAsync();
                return;
            }
            catch (InvalidOperationException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }
}
