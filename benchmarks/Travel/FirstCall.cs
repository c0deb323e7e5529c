using System.Diagnostics;
using System.Globalization;
using OrleansPool.Measuring;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Travel;

/// <summary>The first call of a program, from a process that has done nothing before to a silo that has never seen it.</summary>
internal static class FirstCall
{
    private const string Key = "first call";

    public static async Task<double> MeasureAsync(int rounds)
    {
        double travelled = Medians.Of(await RunAsync(rounds, CodeSilo.StartAsync));
        double deployed = Medians.Of(await RunAsync(rounds, CodeSilo.StartDeployedAsync));
        Console.WriteLine($"first call     travelled {travelled:F0} ms   deployed {deployed:F0} ms   (fresh client and fresh silo, median of {rounds})");
        return travelled;
    }

    /// <summary>What the client's process does.</summary>
    public static async Task CallAsync(string gateway)
    {
        await using Pool pool = await Pool.ConnectAsync(gateway);
        long started = Stopwatch.GetTimestamp();
        await pool.ApplyAsync(x => Functions.Next(x), 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Key} {Stopwatch.GetElapsedTime(started).TotalMilliseconds}"));
    }

    private static async Task<List<double>> RunAsync(int rounds, Func<Task<CodeSilo>> start)
    {
        List<double> milliseconds = [];
        for (int round = 0; round < rounds; round++)
        {
            await using CodeSilo silo = await start();
            await using ChildProcess client = ChildProcess.Start("The client", "dotnet", [typeof(FirstCall).Assembly.Location, Program.First, silo.Gateway]);
            await client.WaitForLineAsync(Key, TimeSpan.FromMinutes(1));
            milliseconds.Add(double.Parse(client.Log.Lines.Single(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..], CultureInfo.InvariantCulture));
            await client.Ended;
        }

        return milliseconds;
    }
}
