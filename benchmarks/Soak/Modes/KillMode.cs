using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>Kills one silo after another with -9 and starts each again, while a job runs.</summary>
internal static class KillMode
{
    /// <summary>Each so many times it is the coordinator's silo.</summary>
    private const int CoordinatorsTurn = 3;

    public static async Task<bool> RunAsync(SoakOptions options)
    {
        await using Load load = await Load.StartAsync(options, Load.PlanOf(options));
        var round = new Round(options.Items);
        Task<int> killing = KillAsync(load, options, round);
        var total = new Figures();
        do
        {
            round.Begin();
            total += await load.RunAsync(round.Deliveries);
        }
        while (!killing.IsCompleted);

        int coordinatorKills = await killing;
        total = total with { Kills = options.Kills, CoordinatorKills = coordinatorKills };
        Console.WriteLine(total);
        if (total.SlowestRecovery > options.Recovery)
        {
            Console.WriteLine($"the slowest recovery took more than {options.Recovery.TotalSeconds} s");
            return false;
        }

        if (coordinatorKills == 0 && options.Kills >= CoordinatorsTurn && options.Store != StoreKind.Localhost)
        {
            Console.WriteLine("the coordinator was never killed, so that this run says nothing about its loss");
            return false;
        }

        return total.IsExact;
    }

    private static async Task<int> KillAsync(Load load, SoakOptions options, Round round)
    {
        // The first silo of a localhost cluster holds the membership.
        SiloProcess[] mortal = [.. load.Cluster.Silos.Skip(options.Store == StoreKind.Localhost ? 1 : 0)];
        Task restart = Task.CompletedTask;
        int coordinatorKills = 0;
        for (int kills = 0; kills < options.Kills; kills++)
        {
            await Task.WhenAll(Task.Delay(options.KillEvery), restart);
            SiloProcess? coordinators = kills % CoordinatorsTurn == 0 ? await load.CoordinatorsAsync() : null;
            SiloProcess victim = coordinators is not null && mortal.Contains(coordinators) ? coordinators : mortal[kills % mortal.Length];
            coordinatorKills += victim == coordinators ? 1 : 0;
            int highest = load.Highest();
            victim.Process.Kill();
            round.Deliveries.Hurt($"kill {kills + 1}", highest);
            Console.WriteLine($"kill {kills + 1}: silo {victim.SiloPort}{(victim == coordinators ? ", the coordinator's" : string.Empty)}, after item {highest}");
            restart = RestartAsync(victim);
        }

        await restart;
        return coordinatorKills;
    }

    private static async Task RestartAsync(SiloProcess silo)
    {
        await silo.Process.Ended;
        await silo.StartAsync();
    }
}
