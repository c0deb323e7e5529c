using System.Globalization;
using BenchmarkDotNet.Reports;

namespace OrleansPool.Benchmarks.Micro.Scheduling;

/// <summary>What must hold of the scheduler: decisions in a second, and that a decision costs the same with more silos.</summary>
internal static class SchedulerLines
{
    private const double LeastDecisions = 1e6;

    /// <summary>Of the cost with the fewest silos that have as many workers together: workers cost memory, however they are spread.</summary>
    private const double MostOfFewerSilos = 1.25;

    /// <summary>Prints the lines of what was measured.</summary>
    /// <returns>Whether all hold.</returns>
    public static bool Judge(IEnumerable<Summary> summaries)
    {
        (Cluster Cluster, double Nanoseconds)[] costs = [.. summaries
            .SelectMany(summary => summary.Reports)
            .Where(report => report.BenchmarkCase.Descriptor.Type == typeof(SchedulerBenchmarks) && report.ResultStatistics is not null)
            .Select(report => ((Cluster)report.BenchmarkCase.Parameters[nameof(SchedulerBenchmarks.Cluster)], report.ResultStatistics!.Mean))];
        bool hold = true;
        foreach ((Cluster cluster, double nanoseconds) in costs)
        {
            hold &= Say($"scheduler, {cluster}: decisions/s", 1e9 / nanoseconds, LeastDecisions, isLeast: true);
        }

        foreach (var same in costs.GroupBy(cost => cost.Cluster.Workers).Where(same => same.Count() > 1))
        {
            (Cluster few, double least) = same.MinBy(cost => cost.Cluster.Silos);
            (Cluster many, double most) = same.MaxBy(cost => cost.Cluster.Silos);
            hold &= Say($"scheduler, {many} : {few}: cost of a decision", most / least, MostOfFewerSilos, isLeast: false);
        }

        return hold;
    }

    private static bool Say(string line, double figure, double limit, bool isLeast)
    {
        bool holds = isLeast ? figure >= limit : figure <= limit;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{line}: {figure:#,0.##} [{(isLeast ? "at least" : "at most")} {limit:#,0.##}]: {(holds ? "holds" : "short")}"));
        return holds;
    }
}
