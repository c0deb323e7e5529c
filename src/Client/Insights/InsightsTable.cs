using System.Globalization;
using System.Text;

namespace OrleansPool.Insights;

/// <summary>Writes insights as a table.</summary>
internal static class InsightsTable
{
    private const int NumberWidth = 11;
    private const int LeastNameWidth = 6;

    public static string Of(JobInsights insights)
    {
        if (insights.Workers.Count == 0)
        {
            return "No item has ended on a worker.";
        }

        int nameWidth = Math.Max(LeastNameWidth, insights.Workers.Max(worker => worker.WorkerId.Length));
        var table = new StringBuilder();
        Row("worker", "items", "failed", "starting", "waiting", "working");
        foreach (WorkerInsights worker in insights.Workers)
        {
            Row(worker.WorkerId, Number(worker.Items), Number(worker.Failed), Time(worker.Starting), Time(worker.Waiting), Time(worker.Working));
        }

        if (insights.Silos.Count > 1)
        {
            foreach (SiloInsights silo in insights.Silos)
            {
                Row(silo.Silo, Number(silo.Items), Number(silo.Failed), Time(silo.Starting), Time(silo.Waiting), Time(silo.Working));
            }
        }

        Row("all", Number(insights.Items), Number(insights.Failed), Time(insights.Starting), Time(insights.Waiting), Time(insights.Working));
        Row("", "", "", Part(insights.StartingRatio), Part(insights.WaitingRatio), Part(insights.WorkingRatio));
        foreach (SlowItem item in insights.SlowestItems)
        {
            string input = item.InputPreview is { } preview ? $" ({preview})" : "";
            table.Append(CultureInfo.InvariantCulture, $"item {item.Index}{input} took {Time(item.RunTime)} on {item.WorkerId}");
            table.Append(item.HasFailed ? " and failed\n" : "\n");
        }

        return table.ToString().TrimEnd('\n');

        void Row(string name, params ReadOnlySpan<string> cells)
        {
            table.Append(name.PadRight(nameWidth));
            foreach (string cell in cells)
            {
                table.Append(cell.PadLeft(NumberWidth));
            }

            table.Append('\n');
        }
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Part(double ratio) => ratio.ToString("P1", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMicroseconds:F0} µs"),
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:F1} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F2} s"),
    };
}
