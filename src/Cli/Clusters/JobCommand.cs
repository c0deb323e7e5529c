using System.CommandLine;
using System.Globalization;
using OrleansPool.Cli.Running;
using Spectre.Console;

namespace OrleansPool.Cli.Clusters;

/// <summary><c>orleanspool job</c>.</summary>
internal sealed class JobCommand : ClusterCommand
{
    private readonly Argument<string> _job = new("ID") { Description = "The job, as jobs lists it, or the beginning of its id." };

    public JobCommand()
        : base("job", "Shows all that a cluster knows of one job: how far it is, where it runs, what failed, what took long.") => Arguments.Add(_job);

    /// <inheritdoc/>
    public override string Example => "orleanspool job $(orleanspool jobs --json | head -1 | cut -d '\"' -f 4)";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ClusterView cluster, ParseResult parsed, TableOutput output, CancellationToken stop)
    {
        string id = await Named.JobAsync(cluster, parsed.GetValue(_job)!, stop);
        JobDetail detail = await cluster.JobAsync(id, stop) ?? throw Named.NoJob(id);
        if (output.IsJson)
        {
            output.WriteJson(detail);
            return ToolExit.Done;
        }

        output.Write(Facts(detail));
        WriteItems(output, "FAILED ITEMS", detail.Failures);
        WriteItems(output, "SLOWEST ITEMS", detail.SlowestItems);
        if (detail.Lanes.Count > 0)
        {
            var lanes = new FittedTable(new("SLOT"), new("ITEMS"), new("FAILED"), new("WORKING"));
            foreach (JobLane lane in detail.Lanes)
            {
                lanes.Add($"{lane.Silo}/{lane.Slot}", Shown.Number(lane.Items), Shown.Number(lane.Failed), Shown.Time(lane.Working));
            }

            output.WriteLine("");
            output.Write(lanes);
            if (detail.MoreLanes > 0)
            {
                output.WriteLine($"and {Shown.Count(detail.MoreLanes, "slot")} more");
            }
        }

        return ToolExit.Done;
    }

    private static Table Facts(JobDetail detail)
    {
        JobView job = detail.Job;
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("").NoWrap().PadRight(2)).AddColumn("");
        (string, string?)[] facts =
        [
            ("job", job.Id),
            ("name", job.Name),
            ("function", $"{job.Verb} {job.Function}"),
            ("state", job.State.ToString()),
            ("error", job.Error),
            ("done", Shown.Progress(job)),
            ("failed", Shown.Number(job.Failed)),
            ("running", $"{Shown.Number(job.Running)} on {Shown.Count(job.Silos.Count, "silo")}"),
            ("waiting", Shown.Number(job.Waiting)),
            ("retried", Shown.Number(job.Retried)),
            ("lost runs", Shown.Number(job.LostRuns)),
            ("rate", Shown.Rate(job.Rate)),
            ("started", job.StartedAt.ToString("u", CultureInfo.InvariantCulture)),
            ("time", Shown.Time(job.Elapsed)),
            ("left", Shown.Time(job.Remaining)),
            ("bytes in, out", $"{Shown.Number(detail.InputBytes)}, {Shown.Number(detail.ResultBytes)}"),
            ("client", job.Client),
            ("coordinator", job.Coordinator),
        ];
        foreach ((string name, string? value) in facts.Where(fact => fact.Item2 is not null))
        {
            table.AddRow(new Text(name), new Text(OneLine.Of(value!)));
        }

        return table;
    }

    private static void WriteItems(TableOutput output, string title, IReadOnlyList<ItemView> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        var table = new FittedTable(new(title), new("ATTEMPT", Spare: 2), new("TIME"), new("WORKER", IsText: true, Spare: 1), new("INPUT", IsText: true), new("ERROR", IsText: true));
        foreach (ItemView item in items)
        {
            table.Add(
                Shown.Number(item.Index),
                Shown.Number(item.Attempt),
                Shown.Time(item.RunTime),
                item.WorkerId ?? Shown.Nothing,
                item.InputPreview ?? Shown.Nothing,
                item.ErrorType is null ? Shown.Nothing : $"{item.ErrorType}: {item.ErrorMessage}");
        }

        output.WriteLine("");
        output.Write(table);
    }
}
