using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Benchmarks.Peers.Running;
using Spectre.Console;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>Prints results for people.</summary>
internal sealed class ReportPrinter(IAnsiConsole console)
{
    private const int WidthOfFile = 200;

    public static ReportPrinter ForOutput()
    {
        IAnsiConsole console = AnsiConsole.Console;
        if (Console.IsOutputRedirected)
        {
            // A file has no margin at which a row would have to be broken.
            console.Profile.Width = WidthOfFile;
        }

        return new ReportPrinter(console);
    }

    public void Print(Report report)
    {
        console.Write(FiguresOf(report.Results));
        if (LinesOf(report) is { Rows.Count: > 0 } lines)
        {
            console.Write(lines);
        }

        foreach (string peer in report.Peers)
        {
            console.WriteLine(peer);
        }

        console.WriteLine($"{report.Build}, {report.Day}");
        console.WriteLine(report.Machine);
        console.WriteLine(report.How);
    }

    private static Table FiguresOf(IEnumerable<WorkResult> results)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("work, peer");
        table.AddColumn("figure", column => column.RightAligned());
        table.AddColumn("× CPython Pool", column => column.RightAligned());
        table.AddColumn("note");
        foreach (WorkResult result in results)
        {
            if (table.Rows.Count > 0)
            {
                table.AddEmptyRow();
            }

            table.AddRow($"[bold]{Markup.Escape(result.Work.Title)}[/]", "", "", "");
            foreach (Entry entry in result.Entries)
            {
                string color = entry.IsMeasured ? "default" : entry.Status == Launching.Status.DoesNotApply ? "grey" : "yellow";
                table.AddRow(
                    $"  {Wording.TitleOf(entry.Peer)}",
                    $"[{color}]{Wording.Figure(result.Work.Unit, entry)}[/]",
                    result.Ratio(entry.Peer, PeerNames.CPython) is { } ratio ? Number.Short(ratio) : "",
                    Markup.Escape(Wording.Note(result.Work.Unit, entry)));
            }
        }

        return table;
    }

    private static Table LinesOf(Report report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("work").AddColumn("must hold");
        table.AddColumn("is", column => column.RightAligned());
        table.AddColumn("");
        foreach ((WorkResult result, Verdict verdict) in report.Verdicts)
        {
            string color = verdict.Holds == true ? "green" : verdict.IsShort ? "red" : "yellow";
            table.AddRow(
                result.Work.Name,
                Markup.Escape(Wording.Line(result.Work.Unit, verdict.Line)),
                verdict.Figure is { } figure ? Number.Short(figure) : "",
                $"[{color}]{Wording.Holds(verdict)}[/]");
        }

        return table;
    }
}
