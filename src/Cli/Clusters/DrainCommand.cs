using System.CommandLine;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Clusters;

/// <summary><c>orleanspool drain</c>.</summary>
internal sealed class DrainCommand : ClusterCommand
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly Argument<string> _silo = new("SILO") { Description = "The silo's name or address, as silos lists it, or its HOST:PORT." };
    private readonly Option<bool> _wait = new("--wait") { Description = "Wait until the silo holds no work any more." };

    public DrainCommand()
        : base("drain", "Has a silo take no more work, finish what runs, and wait to be stopped. It stays up until its process is stopped.")
    {
        Arguments.Add(_silo);
        Options.Add(_wait);
    }

    /// <inheritdoc/>
    public override string Example => "orleanspool drain $(orleanspool silos --json | tail -1 | cut -d '\"' -f 4)";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ClusterView cluster, ParseResult parsed, TableOutput output, CancellationToken stop)
    {
        SiloView silo = await Named.SiloAsync(cluster, parsed.GetValue(_silo)!, stop);
        if (!await cluster.DrainAsync(silo.Address, stop))
        {
            throw new ToolException(ToolExit.NotFound, $"Silo {silo.Name} is gone meanwhile.");
        }

        bool isDrained;
        try
        {
            isDrained = parsed.GetValue(_wait) && await WaitAsync(cluster, silo.Address, stop);
        }
        catch (OperationCanceledException error) when (stop.IsCancellationRequested)
        {
            throw new ToolException(ToolExit.Interrupted, $"Silo {silo.Name} ({silo.Address}) goes on to drain; nobody waits for it any more.", error);
        }

        if (output.IsJson)
        {
            output.WriteJson(new { silo = silo.Address, silo.Name, drained = isDrained });
        }
        else
        {
            output.WriteLine($"Silo {silo.Name} ({silo.Address}) {(isDrained ? "is drained: stop its process" : "drains; orleanspool silos tells when it has")}.");
        }

        return ToolExit.Done;
    }

    private static async Task<bool> WaitAsync(ClusterView cluster, string address, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period);
        do
        {
            // One that has left holds nothing either.
            if ((await cluster.SilosAsync(stop)).FirstOrDefault(silo => silo.Address == address) is null or { Phase: PoolSiloPhase.Drained })
            {
                return true;
            }
        }
        while (await timer.WaitForNextTickAsync(stop));
        return false;
    }
}
