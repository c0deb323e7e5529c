using OrleansPool.Cli.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansPool.Cli.Clusters;

/// <summary>A table of one line for each row, as wide as the terminal at most: columns that matter least are left out, and texts cut.</summary>
internal sealed class FittedTable(params Column[] columns) : Renderable
{
    private const int Gap = 2;
    private const int LeastText = 16;
    private readonly List<string[]> _rows = [[.. columns.Select(column => column.Title)]];

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(cell => OneLine.Of(cell))]);

    /// <summary>The lines for a width.</summary>
    public IEnumerable<string> Lines(int width)
    {
        int[] widths = [.. columns.Select((_, at) => _rows.Max(row => row[at].Length))];
        List<int> shown = [.. Enumerable.Range(0, columns.Length)];
        while (Sum(at => columns[at].IsText ? Math.Min(LeastText, widths[at]) : widths[at]) > width && shown.Where(at => columns[at].Spare > 0).OrderByDescending(at => columns[at].Spare).FirstOrDefault() is > 0 and int spare)
        {
            shown.Remove(spare);
        }

        while (Sum(at => widths[at]) > width && shown.Where(at => columns[at].IsText && widths[at] > LeastText).OrderByDescending(at => widths[at]).FirstOrDefault() is > 0 and int longest)
        {
            widths[longest]--;
        }

        return _rows.Select(row => string.Concat(shown.Select(at => Cut(row[at], widths[at]).PadRight(widths[at] + Gap))).TrimEnd());

        int Sum(Func<int, int> of) => shown.Sum(at => of(at) + Gap) - Gap;
    }

    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        Lines(maxWidth).SelectMany(line => new[] { new Segment(line.Length <= maxWidth ? line : line[..maxWidth]), Segment.LineBreak });

    private static string Cut(string text, int width) => text.Length <= width ? text : $"{text[..(width - 1)]}…";
}
