using OrleansPool.Processes;

namespace OrleansPool.Soak.CommandLine;

/// <summary>What the soak is to do.</summary>
internal sealed record SoakOptions
{
    public required StoreKind Store { get; init; }

    public required int Silos { get; init; }

    /// <summary>Workers of each silo.</summary>
    public required int Workers { get; init; }

    public required int Items { get; init; }

    /// <summary>How long one item waits.</summary>
    public required int ItemMilliseconds { get; init; }

    /// <summary>The silos' <c>--membership</c>.</summary>
    public required string Membership { get; init; }

    public required TimeSpan KillEvery { get; init; }

    public required int Kills { get; init; }

    /// <summary>How long the recovery from a kill or a cut may take.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>Whether the silos are restarted one by one instead of being killed.</summary>
    public required bool IsRolling { get; init; }

    /// <summary>Numbers of silos of which the throughput is compared; empty for another mode.</summary>
    public required int[] Scale { get; init; }

    /// <summary>How long the store is away; null for another mode.</summary>
    public required TimeSpan? StoreAway { get; init; }

    /// <summary>Whether the store is stopped then and started again, with its data. Otherwise it hangs.</summary>
    public required bool StoreStops { get; init; }

    /// <summary>How long each host is cut off; null for another mode.</summary>
    public required TimeSpan? Partition { get; init; }
}
