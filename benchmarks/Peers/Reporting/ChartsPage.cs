using System.Text;
using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Benchmarks.Peers.Running;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>The page beside the charts: all figures of a run as tables in Markdown.</summary>
internal static class ChartsPage
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(Report report, string folder) => File.WriteAllText(Path.Combine(folder, "README.md"), Make(report));

    private static string Make(Report report)
    {
        var page = new StringBuilder();
        page.Append($"# All figures of one run\n\n{report.Build}, {report.Day}. {report.Machine}.\n\n{report.How}\n\n");
        foreach (string version in report.Peers)
        {
            page.Append($"- {version}\n");
        }

        page.Append("\n## What must hold\n\n| work | line | is | |\n|---|---|---|---|\n");
        foreach ((WorkResult result, Verdict verdict) in report.Verdicts)
        {
            string figure = verdict.Figure is { } value ? Number.Short(value) : "";
            page.Append($"| {result.Work.Name} | {Wording.Line(result.Work.Unit, verdict.Line)} | {figure} | {Wording.Holds(verdict)} |\n");
        }

        foreach (WorkResult result in report.Results)
        {
            Append(page, result);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, WorkResult result)
    {
        Works.Unit unit = result.Work.Unit;
        page.Append($"\n## {result.Work.Name}\n\n{result.Work.Title}; {(unit.IsMoreBetter ? "more" : "less")} is better.\n\n");
        page.Append($"| | {unit.Name} |{(unit.Second is { } second ? $" {second} |" : "")} × CPython Pool |\n|---|---|{(unit.Second is null ? "" : "---|")}---|\n");
        foreach (Entry entry in result.Entries)
        {
            string ratio = result.Ratio(entry.Peer, PeerNames.CPython) is { } value ? Number.Short(value) : "";
            string figure = entry.IsMeasured ? Number.Short(entry.Median) : Wording.Figure(unit, entry);
            string more = unit.Second is null ? "" : entry.IsMeasured ? $" {Number.Short(entry.MedianOfSecond)} |" : " |";
            page.Append($"| {Wording.TitleOf(entry.Peer)} | {figure} |{more} {ratio} |\n");
        }
    }
}
