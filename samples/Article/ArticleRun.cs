using System.Diagnostics;
using OrleansPool.Samples.Article.CommandLine;
using OrleansPool.Samples.Article.Computing;
using OrleansPool.Samples.Article.Measuring;
using OrleansPool.Samples.Article.Reporting;
using Spectre.Console;

namespace OrleansPool.Samples.Article;

/// <summary>The whole comparison: the calls that wait, the same calls without the wait, and calls that compute.</summary>
internal sealed class ArticleRun(ArticleOptions options, IProgress<RowProgress> progress, CancellationToken cancellationToken)
{
    private const int WidthOfFile = 200;

    /// <summary>What starting two pools and measuring without a delay takes on a small machine, roughly.</summary>
    private static readonly TimeSpan WithoutDelay = TimeSpan.FromSeconds(3);

    /// <exception cref="WrongResultException">A method did not return what the loop returned.</exception>
    public static async Task RunAsync(ArticleOptions options, CancellationToken cancellationToken)
    {
        var printer = new ReportPrinter(Output(), options);
        TimeSpan estimate = Measurer.IdealOfAll(options, options.Delay) + WithoutDelay;
        printer.PrintPlan(estimate);
        Report report = await RowBar.WatchAsync(
            estimate,
            progress => new ArticleRun(options, progress, cancellationToken).MeasureAsync());
        printer.Print(report);
        if (options.Json is { } file)
        {
            JsonReport.Save(report, file);
            printer.PrintSaved(file);
        }
    }

    private static IAnsiConsole Output()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            // A file has no margin at which a sentence would have to be broken.
            console.Profile.Width = WidthOfFile;
        }

        return console;
    }

    private async Task<Report> MeasureAsync()
    {
        (TimeSpan start, List<Measurement> rows) = await MeasureRowsAsync();
        BreakEvenResult breakEven = await FindBreakEvenAsync();
        return new Report(options.Calls, options.Workers, Environment.ProcessorCount, start.TotalSeconds, rows, breakEven);
    }

    private async Task<(TimeSpan Start, List<Measurement> Rows)> MeasureRowsAsync()
    {
        progress.Report(new RowProgress("starting the pool", TimeSpan.Zero));
        long start = Stopwatch.GetTimestamp();
        await using var pool = await LocalPool.StartAsync(o => o.Workers = options.Workers, cancellationToken);
        TimeSpan started = Stopwatch.GetElapsedTime(start);

        var measurer = new Measurer(options, pool, progress);
        await measurer.WarmUpAsync(cancellationToken);
        var rows = new List<Measurement>();
        if (options.Delay > TimeSpan.Zero)
        {
            rows.AddRange(await measurer.MeasureAsync(options.Delay, cancellationToken));
        }

        rows.AddRange(await measurer.MeasureAsync(TimeSpan.Zero, cancellationToken));
        return (started, rows);
    }

    private async Task<BreakEvenResult> FindBreakEvenAsync()
    {
        progress.Report(new RowProgress("calls that compute", WithoutDelay));

        // Workers that wait may be many; workers that compute only get in each other's way beyond one for each core.
        int workers = Math.Min(options.Workers, Environment.ProcessorCount);
        await using var pool = await LocalPool.StartAsync(o => o.Workers = workers, cancellationToken);
        return new BreakEven(pool, cancellationToken).Find();
    }
}
