using System.CommandLine;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Clusters;

/// <summary><c>orleanspool cancel</c>.</summary>
internal sealed class CancelCommand : ClusterCommand
{
    private readonly Argument<string> _job = new("ID") { Description = "The job, as jobs lists it, or the beginning of its id, 4 characters or more." };

    public CancelCommand()
        : base("cancel", "Cancels a job, whoever started it. What has not started is dropped, what runs is asked to stop.") => Arguments.Add(_job);

    /// <inheritdoc/>
    public override string Example => "orleanspool cancel $(orleanspool jobs --running --json | head -1 | cut -d '\"' -f 4)";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ClusterView cluster, ParseResult parsed, TableOutput output, CancellationToken stop)
    {
        string id = await Named.JobAsync(cluster, parsed.GetValue(_job)!, stop);
        if (!await cluster.CancelAsync(id, stop))
        {
            throw await cluster.JobAsync(id, stop) is null ? Named.NoJob(id) : new ToolException(ToolExit.NotFound, $"Job {id} has ended; nothing was done.");
        }

        if (output.IsJson)
        {
            output.WriteJson(new { job = id, cancelled = true });
        }
        else
        {
            output.WriteLine($"Job {id} is cancelled.");
        }

        return ToolExit.Done;
    }
}
