using System.Diagnostics;
using OrleansPool.Measuring;

namespace OrleansPool.Benchmarks.Travel;

/// <summary>What code that travelled costs once it is there, beside code that the silo has: for a call, and for an item.</summary>
internal static class WarmCalls
{
    private const int Calls = 500;
    private const int Items = 1_000_000;

    /// <summary>Gives the microseconds that a call costs more.</summary>
    public static async Task<double> MeasureAsync(int rounds)
    {
        await using CodeSilo generic = await CodeSilo.StartAsync();
        await using CodeSilo having = await CodeSilo.StartDeployedAsync();
        await using Pool travelled = await Pool.ConnectAsync(generic.Gateway);
        await using Pool deployed = await Pool.ConnectAsync(having.Gateway);
        double added = await CompareAsync("warm call", "µs", rounds, travelled, deployed, CallAsync);
        await CompareAsync("item of a map", "ns", rounds, travelled, deployed, ItemAsync);
        return added;
    }

    private static async Task<double> CompareAsync(string what, string unit, int rounds, Pool travelled, Pool deployed, Func<Pool, Task<double>> measure)
    {
        // The first rounds are for the compilers.
        for (int round = 0; round < 3; round++)
        {
            await measure(travelled);
            await measure(deployed);
        }

        List<double> there = [];
        List<double> here = [];
        for (int round = 0; round < rounds; round++)
        {
            there.Add(await measure(travelled));
            here.Add(await measure(deployed));
        }

        double added = Medians.Of(there) - Medians.Of(here);
        Console.WriteLine($"{what,-14} travelled {Medians.Of(there):F0} {unit}   deployed {Medians.Of(here):F0} {unit}   added {added:F0} {unit}   (medians of {rounds} rounds in turn)");
        return added;
    }

    private static async Task<double> CallAsync(Pool pool)
    {
        double[] microseconds = new double[Calls];
        for (int call = 0; call < Calls; call++)
        {
            long started = Stopwatch.GetTimestamp();
            await pool.ApplyAsync(x => Functions.Next(x), call);
            microseconds[call] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        return Medians.Of(microseconds);
    }

    private static async Task<double> ItemAsync(Pool pool)
    {
        int[] items = [.. Enumerable.Range(0, Items)];
        long started = Stopwatch.GetTimestamp();
        await pool.MapAsync(x => Functions.Next(x), items);
        return Stopwatch.GetElapsedTime(started).TotalNanoseconds / Items;
    }
}
