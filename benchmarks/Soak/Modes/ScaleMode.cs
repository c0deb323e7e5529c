using System.Diagnostics;
using OrleansPool.Soak.CommandLine;
using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>The throughput of silos with 12 workers each on items that wait 50 ms, relative to what so many workers can do at best.</summary>
internal static class ScaleMode
{
    private const int WorkersOfASilo = 12;
    private const int ItemMilliseconds = 50;
    private const int ItemsOfAWorker = 200;

    // The compiler of a fresh process takes about five seconds of a core until the silo's code is compiled for good; many silos of one machine
    // share its cores for that.
    private const int ItemsToWarm = 160;
    private const double LeastRatio = 0.97;

    public static async Task<bool> RunAsync(SoakOptions options)
    {
        bool isGood = true;
        foreach (int silos in options.Scale)
        {
            isGood &= await MeasureAsync(options with
            {
                Silos = silos,
                Workers = WorkersOfASilo,
                ItemMilliseconds = ItemMilliseconds,
                Items = silos * WorkersOfASilo * ItemsOfAWorker,
            });
        }

        return isGood;
    }

    private static async Task<bool> MeasureAsync(SoakOptions options)
    {
        await using Load load = await Load.StartAsync(options, Load.PlanOf(options));
        int itemsToWarm = options.Silos * options.Silos * WorkersOfASilo * ItemsToWarm;
        await load.RunAsync(new Deliveries(itemsToWarm), itemsToWarm, notesRuns: false);
        var deliveries = new Deliveries(options.Items);
        var clock = Stopwatch.StartNew();
        Figures figures = await load.RunAsync(deliveries, notesRuns: false);
        TimeSpan took = clock.Elapsed;

        double ratio = TimeSpan.FromMilliseconds(ItemsOfAWorker * ItemMilliseconds) / took;
        double rate = options.Items / took.TotalSeconds;
        Console.WriteLine(
            $"silos {options.Silos}  workers {options.Silos * WorkersOfASilo}  items {options.Items}  {rate:F0} items/s  of ideal {ratio:F3}  "
            + $"least items of a silo {deliveries.BySilo.Values.Min()} of {options.Items / options.Silos}  silos with work {deliveries.BySilo.Count}");
        return figures.IsExact && ratio >= LeastRatio && deliveries.BySilo.Count == options.Silos;
    }
}
