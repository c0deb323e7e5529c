using OrleansPool.Cli.Clusters;
using OrleansPool.Cli.Running;

namespace OrleansPool.Cli.Doctor;

/// <summary>Whether a client gets through to the cluster, and whether its silos are well.</summary>
internal static class ClusterCheck
{
    private const string Name = "cluster";

    /// <param name="settings">Which cluster.</param>
    /// <param name="isWanted">Whether there must be one.</param>
    /// <param name="findings">Gets what is found.</param>
    /// <param name="stop">Ends the check.</param>
    /// <returns>The silos, or null when no cluster was reached.</returns>
    public static async Task<IReadOnlyList<SiloView>?> LookAsync(ConnectSettings settings, bool isWanted, List<Finding> findings, CancellationToken stop)
    {
        try
        {
            await using ClusterView cluster = await ClusterCommand.ConnectAsync(settings, stop);
            DateTimeOffset asked = DateTimeOffset.UtcNow;
            IReadOnlyList<SiloView> silos = await cluster.SilosAsync(stop);
            TimeSpan taken = DateTimeOffset.UtcNow - asked;
            findings.Add(new(Name, FindingState.Ok, $"{settings.Gateways} serves clients of cluster '{settings.ClusterId}': {Shown.Count(silos.Count, "silo")}, {Shown.Count(silos.Sum(silo => silo.Workers), "worker")}, {silos.Sum(silo => silo.Busy)} busy."));
            findings.AddRange(silos.SelectMany(Look));
            findings.AddRange(Clocks(silos, asked + (taken / 2), taken / 2));
            return silos;
        }
        catch (Exception error) when (error is PoolException or ToolException or Microsoft.Extensions.Options.OptionsValidationException)
        {
            findings.Add(isWanted
                ? new(Name, FindingState.Wrong, OneLine.Of(error.Message))
                : new(Name, FindingState.Skipped, $"There is no silo at {settings.Gateways}. Name gateways with --connect to look at a cluster."));
            return null;
        }
    }

    /// <summary>One finding when all are well: there may be many silos.</summary>
    /// <param name="silos">The silos, with their times.</param>
    /// <param name="here">What this machine's clock said then.</param>
    /// <param name="uncertainty">How much earlier or later that may have been.</param>
    public static IEnumerable<Finding> Clocks(IReadOnlyList<SiloView> silos, DateTimeOffset here, TimeSpan uncertainty)
    {
        // One of an older version does not tell its time.
        SiloView[] known = [.. silos.Where(silo => silo.Time != default)];
        Finding[] wrong = [.. known
            .Select(silo => StoreCheck.Clock(silo.Time - here, uncertainty, $"silo {silo.Name} ({silo.Address})"))
            .Where(finding => finding.State != FindingState.Ok)];
        return wrong.Length > 0 || known.Length == 0 ? wrong
            : [StoreCheck.Clock(known.Select(silo => silo.Time - here).MaxBy(skew => skew.Duration()), uncertainty, $"the silo that is farthest off, of {Shown.Count(known.Length, "silo")},")];
    }

    private static IEnumerable<Finding> Look(SiloView silo)
    {
        if (silo.Phase is null)
        {
            yield return new(Name, FindingState.Wrong, $"Silo {silo.Name} ({silo.Address}) is a member and does not answer: its process hangs, or its machine is out of reach. Look at its log.");
            yield break;
        }

        if (silo.Version.Split('+')[0] != VersionCheck.Own)
        {
            yield return new(Name, FindingState.Warning, $"Silo {silo.Name} ({silo.Address}) runs OrleansPool {silo.Version}, and this is {VersionCheck.Own}. Run the same version on all.");
        }

        if (silo.Phase is PoolSiloPhase.Draining or PoolSiloPhase.Drained)
        {
            yield return new(Name, FindingState.Warning, $"Silo {silo.Name} ({silo.Address}) is {silo.Phase.ToString()!.ToLowerInvariant()} and takes no work. Stop it, or start another.");
        }
    }
}
