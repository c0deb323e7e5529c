using System.Globalization;
using OrleansPool.Measuring;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Options;

/// <summary>
/// What the garbage collector costs: the bytes that are allocated for an item on its way there and back, in client and silo together, and the part of the time for which all threads
/// of a process stand; with the collector as the hosts of this project set it, and otherwise. Each way has processes of its own; the ways take turns.
/// </summary>
internal static class GarbageCost
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly (string Name, string Server, string Concurrent)[] Ways =
    [
        ("workstation, concurrent", "0", "1"),
        ("workstation", "0", "0"),
        ("server, concurrent", "1", "1"),
    ];

    public static async Task RunAsync(int rounds)
    {
        var seen = new Dictionary<(string Work, string Way), List<double[]>>();
        for (int round = 0; round < rounds; round++)
        {
            foreach ((string way, string server, string concurrent) in Ways)
            {
                foreach (string line in await RunAsync(server, concurrent))
                {
                    string[] parts = line.Split('|');
                    if (!seen.TryGetValue((parts[0], way), out List<double[]>? figures))
                    {
                        seen.Add((parts[0], way), figures = []);
                    }

                    figures.Add([.. parts[1..].Select(part => double.Parse(part, CultureInfo.InvariantCulture))]);
                }
            }
        }

        Console.WriteLine($"medians of {rounds}");
        foreach (var work in seen.GroupBy(figure => figure.Key.Work, figure => (figure.Key.Way, Figures: figure.Value)))
        {
            Console.WriteLine(work.Key);
            foreach ((string way, List<double[]> figures) in work)
            {
                double[] medians = [.. Enumerable.Range(0, 3).Select(figure => Medians.Of(figures.Select(one => one[figure])))];
                Console.WriteLine($"  {way,-24} {medians[0],12:N0} items/s   {medians[1],12:N1} bytes an item   threads stand {medians[2]:P1} of the time");
            }
        }
    }

    private static async Task<string[]> RunAsync(string server, string concurrent)
    {
        await using ChildProcess run = ChildProcess.Start(
            $"The run with gcServer={server}, gcConcurrent={concurrent}",
            "dotnet",
            [typeof(GarbageCost).Assembly.Location, GarbageRun.Verb],
            new Dictionary<string, string> { ["DOTNET_gcServer"] = server, ["DOTNET_gcConcurrent"] = concurrent });
        int exitCode = await run.Ended.WaitAsync(Patience);
        return exitCode == 0
            ? [.. run.Log.Lines.Where(line => line.Contains('|', StringComparison.Ordinal))]
            : throw new InvalidOperationException($"A run ended with exit code {exitCode}: {string.Join('\n', run.Log.Lines)}");
    }
}
