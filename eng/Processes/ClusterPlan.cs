namespace OrleansPool.Processes;

/// <summary>What a cluster is to be like.</summary>
internal sealed record ClusterPlan
{
    public int Silos { get; init; } = 3;

    public int Workers { get; init; } = 2;

    public StoreKind Store { get; init; } = StoreKind.Garnet;

    /// <summary>Where the store listens.</summary>
    public string StoreAddress { get; init; } = SiloHost.Loopback.Address;

    /// <summary>Where each silo runs, by its place in the cluster.</summary>
    public Func<int, SiloHost> HostOf { get; init; } = static _ => SiloHost.Loopback;

    /// <summary>The assembly whose functions the silos have.</summary>
    public required string Functions { get; init; }

    /// <summary>Further arguments of each silo.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Further variables of each silo's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
