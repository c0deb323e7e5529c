using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>The store answers nobody for a while. What runs goes on, and no silo ends.</summary>
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
        Task stopping = StopAsync(load.Cluster.Store!, away);
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

    private static async Task StopAsync(StoreProcess store, TimeSpan away)
    {
        store.Freeze();
        await Task.Delay(away);
        store.Continue();
        Console.WriteLine($"the store was away for {away.TotalSeconds:F0} s");
    }
}
