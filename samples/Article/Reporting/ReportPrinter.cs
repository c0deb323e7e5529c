using System.Globalization;
using OrleansPool.Samples.Article.CommandLine;
using OrleansPool.Samples.Article.Computing;
using OrleansPool.Samples.Article.Measuring;
using Spectre.Console;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>Prints for people what is measured, as it comes.</summary>
internal sealed class ReportPrinter(IAnsiConsole console, ArticleOptions options)
{
    public void PrintPlan(TimeSpan estimate)
    {
        console.MarkupLine("[bold]The methods of a pool against a plain loop[/]");
        string waiting = options.Delay > TimeSpan.Zero ? $"waits {Text(options.Delay.TotalSeconds)} s" : "does not wait";
        Line($"{Count(options.Calls, "call")} of a function that {waiting}, {Count(options.Workers, "worker")}, "
            + $"{Count(Environment.ProcessorCount, "core")}. This takes about {Duration(estimate)}.");
    }

    public void Print(Report report)
    {
        Line($"The pool started in {report.StartSeconds.ToString("0.00", CultureInfo.InvariantCulture)} s; that is in no row below.");
        ILookup<bool, Measurement> rows = report.Rows.ToLookup(row => row.Delay > 0);
        if (rows.Contains(true))
        {
            PrintWithDelay(rows[true]);
        }

        PrintWithoutDelay(rows[false]);
        PrintBreakEven(report.BreakEven);
    }

    public void PrintSaved(string file) => Line($"Figures in {file}");

    private void PrintWithDelay(IEnumerable<Measurement> rows)
    {
        console.WriteLine();
        Line($"Each call waits {Text(options.Delay.TotalSeconds)} s");
        console.Write(ResultTable.WithDelay(rows));
        Line("The ideal is the waiting alone, shared between the workers.");
        Line("apply waits for each result before the next call starts, so it is as slow as the loop.");
        if (options.IsArticle)
        {
            Line("The article, in Python: 102 s for the loop, 8.85 s for map.");
        }
    }

    private void PrintWithoutDelay(IEnumerable<Measurement> rows)
    {
        console.WriteLine();
        Line("Food for thought: the same calls without the wait");
        console.Write(ResultTable.WithoutDelay(rows, options.Calls));
    }

    private void PrintBreakEven(BreakEvenResult result)
    {
        string workers = Count(result.Workers, "worker");
        string inMap = Number.Short(result.MapMicroseconds);
        string inApply = Number.Short(result.ApplyMicroseconds);
        Line($"A call with nothing to do is cheapest in a loop. In a pool it costs {inMap} µs with map "
            + $"({Count(result.Calls, "call")}, {workers}) and {inApply} µs with apply.");
        string sentence = result.WinsFromMicroseconds is { } from
            ? $"On this machine, map beats the loop when one call computes for {Number.Short(from)} µs or more."
            : $"On this machine, with {workers}, map did not beat the loop when the calls computed.";
        console.MarkupLineInterpolated($"[bold]{sentence}[/]");
    }

    // Plain text: nothing in it is markup, and nothing is coloured because it looks like a number.
    private void Line(string text) => console.WriteLine(text);

    private static string Count(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Text(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Duration(TimeSpan time) => time.TotalSeconds < 200
        ? Count((int)Math.Ceiling(time.TotalSeconds), "second")
        : Count((int)Math.Ceiling(time.TotalMinutes), "minute");
}
