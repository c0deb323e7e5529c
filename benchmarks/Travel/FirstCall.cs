using System.Diagnostics;
using System.Globalization;
using OrleansPool.Measuring;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Travel;

/// <summary>The first call of a program, from a process that has done nothing before to a silo that has never seen it.</summary>
internal static class FirstCall
{
    private const string Key = "first call";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    public static async Task<double> MeasureAsync(int rounds)
    {
        double travelled = Medians.Of(await RunAsync(rounds, () => CodeSilo.StartAsync()));
        double isolated = Medians.Of(await RunAsync(rounds, () => CodeSilo.StartAsync("--isolation", "process")));
        double deployed = Medians.Of(await RunAsync(rounds, CodeSilo.StartDeployedAsync));
        Console.WriteLine($"first call     travelled {travelled:F0} ms, into a process {isolated:F0} ms   deployed {deployed:F0} ms   (fresh client and fresh silo, median of {rounds})");
        return Math.Max(travelled, isolated);
    }

    /// <summary>Runs a client's process, and gives the milliseconds of its first call.</summary>
    public static async Task<double> RunClientAsync(CodeSilo silo)
    {
        await using ChildProcess client = ChildProcess.Start("The client", "dotnet", [typeof(FirstCall).Assembly.Location, Program.First, silo.Gateway]);
        await client.WaitForLineAsync(Key, TimeSpan.FromMinutes(1));
        await client.Ended;
        return double.Parse(client.Log.Lines.Single(line => line.StartsWith(Key, StringComparison.Ordinal))[Key.Length..], CultureInfo.InvariantCulture);
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

            // A silo is seldom asked in the second in which it has started: it makes ready for the first program.
            await Task.Delay(Rest);
            milliseconds.Add(await RunClientAsync(silo));
        }

        return milliseconds;
    }
}
