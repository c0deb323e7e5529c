using Orleans.Configuration;

namespace OrleansPool;

/// <summary>Tunes the membership of a cluster for pools.</summary>
public static class PoolMembershipExtensions
{
    /// <summary>Sets how the silos watch over each other. Use the same on all silos of a cluster.</summary>
    /// <param name="builder">The silo's builder.</param>
    /// <param name="membership">How soon a loss is noticed.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="membership"/> is none of the named values.</exception>
    /// <remarks>
    /// With Orleans' own settings a lost silo is noticed after about 11 seconds, and a cluster whose silos were all killed together starts again
    /// only after 90, since their old entries still count as alive.
    /// </remarks>
    public static ISiloBuilder UsePoolMembership(this ISiloBuilder builder, PoolMembership membership = PoolMembership.Standard)
    {
        ArgumentNullException.ThrowIfNull(builder);
        (int ProbeSeconds, int Votes, int AliveSeconds) chosen = membership switch
        {
            PoolMembership.Standard => (2, 2, 5),
            PoolMembership.Fast => (1, 1, 2),
            _ => throw new ArgumentOutOfRangeException(nameof(membership), membership, "Use Standard or Fast."),
        };
        return builder.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(chosen.ProbeSeconds);
            options.NumMissedProbesLimit = 3;

            // Orleans takes nobody for dead who was heard of within three of the longest probes. By default that is four times as long as it waits
            // at first: the whole time that a silo which hangs, with its connections open, would keep what it has.
            options.MaxProbeTimeout = 2 * options.ProbeTimeout;
            options.NumVotesForDeathDeclaration = chosen.Votes;

            // With one vote there is no point in asking another silo first, and one that died at the same moment would be asked for long.
            options.EnableIndirectProbes = chosen.Votes > 1;

            // Three missed ones make an entry stale, so that silos which join need not wait for it.
            options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(chosen.AliveSeconds);
            options.NumMissedTableIAmAliveLimit = 3;

            // Orleans reads the table once a minute. What it sees there is who of the others can vote, and can be asked to probe a third: after the
            // loss of most silos at once the rest would wait that long for the votes of the dead.
            options.TableRefreshTimeout = TimeSpan.FromSeconds(chosen.AliveSeconds);
        });
    }
}
