using System.CommandLine;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Clusters;

/// <summary><c>orleanspool silos</c>.</summary>
internal sealed class SilosCommand() : ClusterCommand("silos", "Lists the silos of a cluster: what they have, and what they do.")
{
    /// <inheritdoc/>
    public override string Example => "orleanspool silos";

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ClusterView cluster, ParseResult parsed, TableOutput output, CancellationToken stop)
    {
        IReadOnlyList<SiloView> silos = await cluster.SilosAsync(stop);
        if (output.IsJson)
        {
            foreach (SiloView silo in silos)
            {
                output.WriteJson(silo);
            }

            return ToolExit.Done;
        }

        var table = new FittedTable(
            new("SILO"),
            new("ADDRESS"),
            new("PHASE"),
            new("WORKERS"),
            new("BUSY"),
            new("QUEUE"),
            new("POOLS", Spare: 3),
            new("MEMORY", Spare: 2),
            new("UP", Spare: 1),
            new("VERSION", Spare: 4),
            new("LABELS", IsText: true, Spare: 5));
        foreach (SiloView silo in silos)
        {
            table.Add(
                silo.Name,
                silo.Address,
                silo.Phase?.ToString() ?? "does not answer",
                Shown.Number(silo.Workers),
                Shown.Number(silo.Busy),
                Shown.Number(silo.Queue),
                Shown.Number(silo.Pools),
                Shown.Bytes(silo.MemoryBytes),
                silo.Phase is null ? Shown.Nothing : Shown.Time(DateTimeOffset.UtcNow - silo.StartedAt),
                silo.Version,
                string.Join(',', silo.Labels.Select(label => $"{label.Key}={label.Value}")));
        }

        output.Write(table);
        return ToolExit.Done;
    }
}
