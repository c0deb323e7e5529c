using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>The store answers nobody for a while, or is not there. What runs goes on, and no silo ends.</summary>
internal static class StoreAwayMode
{
    public static async Task<bool> RunAsync(SoakOptions options, TimeSpan away)
    {
        if (options.Store == StoreKind.Localhost)
        {
            Console.Error.WriteLine("A localhost cluster has no store: use --store garnet or redis.");
            return false;
        }

        await using Load load = await Load.StartAsync(options, Load.PlanOf(options));
        Task stopping = options.StoreStops ? StopAsync(load.Cluster.Store!, away) : FreezeAsync(load.Cluster.Store!, away);
        var total = new Figures();
        do
        {
            total += await load.RunAsync(new Deliveries(options.Items));
        }
        while (!stopping.IsCompleted);

        await stopping;
        total += await load.RunAsync(new Deliveries(options.Items));
        int ended = load.Cluster.Silos.Count(silo => !silo.IsAlive);
        Console.WriteLine($"{total}  silos that ended {ended}");
        return total.IsExact && total.Charged == 0 && ended == 0;
    }

    private static async Task FreezeAsync(StoreProcess store, TimeSpan away)
    {
        store.Freeze();
        await Task.Delay(away);
        store.Continue();
        Console.WriteLine($"the store answered nobody for {away.TotalSeconds:F0} s");
    }

    private static async Task StopAsync(StoreProcess store, TimeSpan away)
    {
        await store.StopAsync();
        await Task.Delay(away);
        await store.RestartAsync();
        Console.WriteLine($"the store was stopped for {away.TotalSeconds:F0} s");
    }
}
