using OrleansPool.Processes;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>Stops each silo in turn by SIGTERM and starts it again, while a job runs. No item may fail, and none may be charged an attempt.</summary>
internal static class RollingMode
{
    public static async Task<bool> RunAsync(SoakOptions options)
    {
        await using Load load = await Load.StartAsync(options, Load.PlanOf(options));
        Task<int> restarting = RestartAsync(load);
        var total = new Figures();
        do
        {
            total += await load.RunAsync(new Deliveries(options.Items));
        }
        while (!restarting.IsCompleted);

        total = total with { Restarts = await restarting };
        Console.WriteLine(total);
        return total.IsExact && total.Charged == 0;
    }

    private static async Task<int> RestartAsync(Load load)
    {
        int restarts = 0;
        foreach (SiloProcess silo in load.Cluster.Silos)
        {
            // So that items run on it.
            await Task.Delay(TimeSpan.FromSeconds(1));
            bool isCoordinators = await load.CoordinatorsAsync() == silo;
            silo.Process.Terminate();
            int exitCode = await silo.Process.Ended;
            Console.WriteLine($"silo {silo.SiloPort}{(isCoordinators ? ", the coordinator's" : string.Empty)}, was stopped and ended with exit code {exitCode}");
            await silo.StartAsync();
            restarts++;
        }

        return restarts;
    }
}
