using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>
/// Stops each silo in turn by SIGTERM and starts it again, while a job runs. No item may fail, none may be charged an attempt, and each silo must end with
/// exit code 0.
/// </summary>
internal static class RollingMode
{
    public static async Task<bool> RunAsync(SoakOptions options)
    {
        await using Load load = await Load.StartAsync(options, Load.PlanOf(options));
        Task<(int Count, bool AreClean)> restarting = RestartAsync(load);
        var total = new Figures();
        do
        {
            total += await load.RunAsync(new Deliveries(options.Items));
        }
        while (!restarting.IsCompleted);

        (int restarts, bool areClean) = await restarting;
        total = total with { Restarts = restarts };
        Console.WriteLine(total);
        return total.IsExact && total.Charged + total.RunAgain == 0 && areClean;
    }

    private static async Task<(int Count, bool AreClean)> RestartAsync(Load load)
    {
        int restarts = 0;
        bool areClean = true;
        foreach (SiloProcess silo in load.Cluster.Silos)
        {
            // So that items run on it.
            await Task.Delay(TimeSpan.FromSeconds(1));
            bool isCoordinators = await load.CoordinatorsAsync() == silo;
            silo.Process.Terminate();
            int exitCode = await silo.Process.Ended;
            Console.WriteLine($"silo {silo.SiloPort}{(isCoordinators ? ", the coordinator's" : string.Empty)}, was stopped and ended with exit code {exitCode}");
            areClean &= exitCode == 0;
            await silo.StartAsync();
            restarts++;
        }

        return (restarts, areClean);
    }
}
