using OrleansPool.Benchmarks.Peers.Peers;
using OrleansPool.Benchmarks.Peers.Running;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>Draws results: one file for each work, and one of this pool against CPython's.</summary>
internal static class Charts
{
    private const int Width = 900;
    private const int RowHeight = 32;
    private const int Frame = 130;
    private const int LabelWidth = 220;

    /// <summary>Where it is not installed, ScottPlot takes another.</summary>
    private const string FontName = "DejaVu Sans";

    private static readonly Color Ours = Color.FromHex("#3366CC");
    private static readonly Color OursOverTcp = Color.FromHex("#7FA3E0");
    private static readonly Color Others = Color.FromHex("#9A9A9A");

    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be written.</exception>
    public static void Draw(Report report, string folder)
    {
        Directory.CreateDirectory(folder);
        string trial = report.IsTrial ? ": only tried" : "";
        foreach (WorkResult result in report.Results)
        {
            Entry[] measured = [.. result.Entries.Where(entry => entry.IsMeasured)];
            if (measured.Length > 0)
            {
                string better = result.Work.Unit.IsMoreBetter ? "more is better" : "less is better";
                Save(
                    $"{result.Work.Title} ({result.Work.Unit.Name}, {better}){trial}",
                    [.. measured.Select(entry => new Row(Wording.TitleOf(entry.Peer), entry.Median, ColorOf(entry.Peer)))],
                    Path.Combine(folder, $"{result.Work.Name}.png"));
            }
        }

        Row[] ratios = [.. report.Results.Where(result => result.Work.Unit.IsMoreBetter).SelectMany(RatiosOf)];
        if (ratios.Length > 0)
        {
            Save($"OrleansPool against CPython's Pool (ratio of rates, more is better){trial}", ratios, Path.Combine(folder, "against-cpython.png"));
        }
    }

    private static IEnumerable<Row> RatiosOf(WorkResult result)
    {
        foreach (string peer in new[] { PeerNames.Embedded, PeerNames.Tcp })
        {
            if (result.Ratio(peer, PeerNames.CPython) is { } ratio)
            {
                yield return new Row($"{result.Work.Name}, {peer}", ratio, ColorOf(peer));
            }
        }
    }

    private static Color ColorOf(string peer) => peer switch
    {
        PeerNames.Embedded => Ours,
        PeerNames.Tcp => OursOverTcp,
        _ => Others,
    };

    /// <summary>Bars from the top down, on a logarithmic scale: figures differ by thousands. They begin at 0, so that all have their figures behind them.</summary>
    private static void Save(string title, Row[] rows, string file)
    {
        var plot = new Plot();
        double least = Math.Floor(rows.Min(row => Log(row.Value)) - 0.3);
        plot.Add.Bars(rows.Select((row, index) => new Bar
        {
            Position = -index,
            Value = Log(row.Value) - least,
            Label = Number.Short(row.Value),
            FillColor = row.Color,
            LineWidth = 0,
            Orientation = Orientation.Horizontal,
        }).ToArray());
        plot.Axes.Left.TickGenerator = new NumericManual([.. rows.Select((_, index) => (double)-index)], [.. rows.Select(row => row.Label)]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { LabelFormatter = tick => Number.Short(Math.Pow(10, tick + least)), IntegerTicksOnly = true };
        plot.Axes.Left.MinimumSize = LabelWidth;
        plot.Axes.SetLimitsX(0, rows.Max(row => Log(row.Value)) + 0.7 - least);
        plot.Axes.SetLimitsY(-rows.Length + 0.4, 0.6);
        plot.Font.Set(FontName);
        plot.HideGrid();
        plot.Title(title, size: 14);
        plot.SavePng(file, Width, Frame + (rows.Length * RowHeight));
    }

    /// <summary>A thousandth is the least that is told apart: a memory may not grow at all.</summary>
    private static double Log(double value) => Math.Log10(Math.Max(value, 1e-3));

    private readonly record struct Row(string Label, double Value, Color Color);
}
