using OrleansPool.Benchmarks.Peers.CommandLine;
using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Reporting;
using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.Running;

/// <summary>The whole run: finds the peers, measures, reports.</summary>
internal sealed class PeersRun(PeersOptions options)
{
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public async Task<int> RunAsync()
    {
        List<Contender> contenders = [.. options.Peers.Select(plan => new Contender(plan, options.Limit))];
        await Task.WhenAll(contenders.Select(contender => contender.FindAsync()));
        if (options.IsList)
        {
            List(contenders);
            return ExitCode.AllWell;
        }

        try
        {
            var comparison = new Comparison(contenders, options.Works, Console.Error, results => Save(ReportOf(results, contenders)));
            IReadOnlyList<WorkResult> results = options.IsQuick ? await comparison.TryAsync() : await comparison.RunAsync(options.Rounds);
            return Tell(ReportOf(results, contenders));
        }
        finally
        {
            await Task.WhenAll(contenders.Select(contender => contender.DisposeAsync().AsTask()));
        }
    }

    private static Dictionary<string, string> VersionsOf(IEnumerable<Contender> contenders) => contenders
        .Where(contender => contender.Version is not null)
        .ToDictionary(contender => contender.Plan.Name, contender => contender.Version!);

    private Report ReportOf(IReadOnlyList<WorkResult> results, IEnumerable<Contender> contenders) =>
        new(results, VersionsOf(contenders), options.IsQuick ? 0 : options.Rounds);

    private void Save(Report report)
    {
        if (options.Json is { } file)
        {
            JsonReport.Save(report, file);
        }
    }

    private int Tell(Report report)
    {
        ReportPrinter.ForOutput().Print(report);
        if (options.Charts is { } folder)
        {
            Charts.Draw(report, folder);
            ChartsPage.Save(report, folder);
        }

        return report.IsGood ? ExitCode.AllWell : ExitCode.Short;
    }

    private void List(IEnumerable<Contender> contenders)
    {
        Console.WriteLine("Works:");
        foreach (IWork work in options.Works)
        {
            Console.WriteLine($"  {work.Name,-18} {work.Title}");
        }

        Console.WriteLine("Peers:");
        foreach (Contender contender in contenders)
        {
            string missing = contender.Missing is { } need ? $" (missing: {need})" : "";
            Console.WriteLine($"  {contender.Plan.Name,-18} {contender.Plan.Title}{missing}");
        }
    }
}
