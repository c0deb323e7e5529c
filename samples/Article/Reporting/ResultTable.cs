using System.Globalization;
using OrleansPool.Samples.Article.Measuring;
using OrleansPool.Samples.Article.Methods;
using Spectre.Console;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>The measured rows as a table.</summary>
internal static class ResultTable
{
    /// <summary>Rows whose calls wait: how near they come to the ideal.</summary>
    public static Table WithDelay(IEnumerable<Measurement> rows) => Make(rows, "of the ideal", row =>
        (row.IdealSeconds / row.Seconds).ToString("0 %", CultureInfo.InvariantCulture));

    /// <summary>Rows whose calls do nothing: what one of them costs.</summary>
    public static Table WithoutDelay(IEnumerable<Measurement> rows, int calls) => Make(rows, "µs a call", row =>
        Number.Short(row.Seconds / calls * 1e6));

    private static Table Make(IEnumerable<Measurement> rows, string lastHeading, Func<Measurement, string> last)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("method");
        foreach (string heading in new[] { "arguments", "seconds", "speed-up", lastHeading })
        {
            table.AddColumn(heading, column => column.RightAligned());
        }

        foreach (Measurement row in rows)
        {
            AddRow(table, row, last(row));
        }

        return table;
    }

    private static void AddRow(Table table, Measurement row, string last)
    {
        bool isLoop = row.Method == Method.Loop;
        if (isLoop && table.Rows.Count > 0)
        {
            table.AddEmptyRow();
        }

        string color = isLoop ? "grey" : row.SpeedUp > 1.1 ? "green" : "yellow";
        string speedUp = isLoop ? "1" : Number.Short(row.SpeedUp);
        table.AddRow(row.Method, $"{row.Arguments}", Seconds(row.Seconds), $"[{color}]{speedUp} ×[/]", last);
    }

    private static string Seconds(double seconds) =>
        seconds.ToString(seconds < 0.1 ? "0.000000" : "0.000", CultureInfo.InvariantCulture);
}
