using System.CommandLine;
using OrleansPool.Cli.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansPool.Cli.Clusters;

/// <summary><c>orleanspool jobs</c>.</summary>
internal sealed class JobsCommand : ClusterCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Show them anew every second until this is stopped with Ctrl-C." };
    private readonly Option<bool> _running = new("--running") { Description = "Only those that run." };

    public JobsCommand()
        : base("jobs", "Lists the jobs of all clients of a cluster: those that run, and for a while those that have ended.")
    {
        Options.Add(_watch);
        Options.Add(_running);
    }

    /// <inheritdoc/>
    public override string Example => "orleanspool jobs";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ClusterView cluster, ParseResult parsed, TableOutput output, CancellationToken stop)
    {
        if (!parsed.GetValue(_watch))
        {
            Write(await AskAsync(), output);
            return ToolExit.Done;
        }

        try
        {
            if (output.IsLive)
            {
                await output.LiveAsync(async () => Draw(await AskAsync()), Period, stop);
            }

            using var timer = new PeriodicTimer(Period);
            do
            {
                Write(await AskAsync(), output);
            }
            while (await timer.WaitForNextTickAsync(stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was watched as long as was wanted.
        }

        return ToolExit.Done;

        async Task<IReadOnlyList<JobView>> AskAsync()
        {
            IReadOnlyList<JobView> jobs = await cluster.JobsAsync(stop);
            return parsed.GetValue(_running) ? [.. jobs.Where(job => job.State == JobState.Running)] : jobs;
        }
    }

    private static void Write(IReadOnlyList<JobView> jobs, TableOutput output)
    {
        if (!output.IsJson)
        {
            output.Write(Draw(jobs));
            return;
        }

        foreach (JobView job in jobs)
        {
            output.WriteJson(job);
        }
    }

    private static IRenderable Draw(IReadOnlyList<JobView> jobs)
    {
        if (jobs.Count == 0)
        {
            return new Text("There are no jobs.\n");
        }

        Table table = TableOutput.Table("JOB", "NAME", "VERB", "FUNCTION", "STATE", "DONE", "FAILED", "RUNNING", "WAITING", "RATE", "TIME", "LEFT", "CLIENT");
        foreach (JobView job in jobs)
        {
            TableOutput.Row(
                table,
                job.Id,
                job.Name ?? Shown.Nothing,
                job.Verb,
                job.Function,
                job.State.ToString(),
                Shown.Progress(job),
                Shown.Number(job.Failed),
                Shown.Number(job.Running),
                Shown.Number(job.Waiting),
                Shown.Rate(job.Rate),
                Shown.Time(job.Elapsed),
                Shown.Time(job.Remaining),
                job.Client);
        }

        return table;
    }
}
