using System.CommandLine;
using System.Diagnostics;
using OrleansPool.Cli.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace OrleansPool.Cli.Clusters;

/// <summary><c>orleanspool jobs</c>.</summary>
internal sealed class JobsCommand : ClusterCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.9);

    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Show them as they change, until this is stopped with Ctrl-C: as the job stream tells of them (silo --job-stream), and every second." };
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
            ClusterPicture picture = await cluster.DescribeAsync(stop);
            Write(Wanted(picture.Jobs, parsed.GetValue(_running)), output);
            if (Missing.Of(picture) is { } missing)
            {
                output.Note(missing, new { picture.MoreJobs, picture.SilentPools, silentSilos = Missing.SilentSilos(picture) });
            }

            return ToolExit.Done;
        }

        try
        {
            await WatchAsync(cluster, parsed.GetValue(_running), output, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was watched as long as was wanted.
        }

        return ToolExit.Done;
    }

    private static Task WatchAsync(ClusterView cluster, bool onlyRunning, TableOutput output, CancellationToken stop) =>
        output.IsJson ? WriteChangesAsync(cluster, onlyRunning, output, stop)
        : output.IsLive ? output.LiveAsync(cluster.FollowAsync(stop).Select(picture => Draw(Wanted(picture.Jobs, onlyRunning))))
        : WriteTablesAsync(cluster, onlyRunning, output, stop);

    /// <summary>Each job when it is not as it was; one that runs is not, by its time.</summary>
    private static async Task WriteChangesAsync(ClusterView cluster, bool onlyRunning, TableOutput output, CancellationToken stop)
    {
        Dictionary<string, object> written = [];
        await foreach (ClusterPicture picture in cluster.FollowAsync(stop))
        {
            IReadOnlyList<JobView> jobs = Wanted(picture.Jobs, onlyRunning);
            foreach (JobView job in jobs.Where(job => !StandOf(job).Equals(written.GetValueOrDefault(job.Id))))
            {
                output.WriteJson(job);
            }

            written = jobs.ToDictionary(job => job.Id, StandOf);
        }
    }

    /// <summary>Into a file or a pipe a table a second is enough.</summary>
    private static async Task WriteTablesAsync(ClusterView cluster, bool onlyRunning, TableOutput output, CancellationToken stop)
    {
        long? written = null;
        await foreach (ClusterPicture picture in cluster.FollowAsync(stop))
        {
            if (written is null || Stopwatch.GetElapsedTime(written.Value) >= Period)
            {
                written = Stopwatch.GetTimestamp();
                output.Write(Draw(Wanted(picture.Jobs, onlyRunning)));
            }
        }
    }

    private static object StandOf(JobView job) => (job.State, job.Elapsed, job.Completed, job.Failed, job.Running, job.Waiting, job.Retried, job.LostRuns);

    private static IReadOnlyList<JobView> Wanted(IReadOnlyList<JobView> jobs, bool onlyRunning) =>
        onlyRunning ? [.. jobs.Where(job => job.State == JobState.Running)] : jobs;

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

        var table = new FittedTable(
            new("JOB"),
            new("NAME", IsText: true),
            new("VERB", Spare: 4),
            new("FUNCTION", IsText: true, Spare: 2),
            new("STATE"),
            new("DONE"),
            new("FAILED"),
            new("RUNNING", Spare: 3),
            new("WAITING", Spare: 5),
            new("RATE"),
            new("TIME", Spare: 1),
            new("LEFT"),
            new("CLIENT", IsText: true, Spare: 6));
        foreach (JobView job in jobs)
        {
            table.Add(
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
