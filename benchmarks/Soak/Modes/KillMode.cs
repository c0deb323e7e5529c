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
        Task<(int Kills, int Coordinators)> killing = KillAsync(load, options, round);
        var total = new Figures();
        do
        {
            round.Begin();
            total += await load.RunAsync(round.Deliveries);
        }
        while (!killing.IsCompleted);

        (int kills, int coordinatorKills) = await killing;
        total = total with { Kills = kills, CoordinatorKills = coordinatorKills };
        Console.WriteLine(total);
        if (coordinatorKills == 0 && options.Kills >= CoordinatorsTurn && options.Store != StoreKind.Localhost)
        {
            Console.WriteLine("the coordinator was never killed, so that this run says nothing about its loss");
            return false;
        }

        return total.IsGood(options.Recovery);
    }

    /// <summary>Kills until so many have hit a job whose items were under way: what comes between two jobs hurts nothing, and is not counted.</summary>
    private static async Task<(int Kills, int Coordinators)> KillAsync(Load load, SoakOptions options, Round round)
    {
        // The first silo of a localhost cluster holds the membership.
        SiloProcess[] mortal = [.. load.Cluster.Silos.Skip(options.Store == StoreKind.Localhost ? 1 : 0)];
        Task restart = Task.CompletedTask;
        int kills = 0;
        int coordinatorKills = 0;
        while (kills < options.Kills)
        {
            await Task.WhenAll(Task.Delay(options.KillEvery), restart);
            SiloProcess? coordinators = kills % CoordinatorsTurn == 0 ? await load.CoordinatorsAsync() : null;
            SiloProcess victim = coordinators is not null && mortal.Contains(coordinators) ? coordinators : mortal[kills % mortal.Length];
            int highest = load.Highest();
            victim.Process.Kill();
            bool hurts = round.Deliveries.Hurt($"kill {kills + 1}", highest);
            Console.WriteLine(
                $"kill {kills + 1}{(hurts ? string.Empty : ", between two jobs and not counted")}: silo {victim.SiloPort}"
                + $"{(victim == coordinators ? ", the coordinator's" : string.Empty)}, after item {highest}");
            kills += hurts ? 1 : 0;
            coordinatorKills += hurts && victim == coordinators ? 1 : 0;
            restart = RestartAsync(victim);
        }

        await restart;
        return (kills, coordinatorKills);
    }

    private static async Task RestartAsync(SiloProcess silo)
    {
        await silo.Process.Ended;
        await silo.StartAsync();
    }
}
