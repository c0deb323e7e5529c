namespace OrleansPool;

/// <summary>A silo of a cluster at one moment.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SiloView")]
public sealed record SiloView
{
    /// <summary>Gets its address, as <see cref="PoolContext.Silo"/>: no other silo ever has the same.</summary>
    [Id(0)]
    public required string Address { get; init; }

    /// <summary>Gets its name.</summary>
    [Id(1)]
    public string Name { get; init; } = "";

    /// <summary>Gets the version of OrleansPool that it runs.</summary>
    [Id(2)]
    public string Version { get; init; } = "";

    /// <summary>Gets where it is between its start and its end; <see langword="null"/> for one that is a member of the cluster and does not answer.</summary>
    [Id(3)]
    public PoolSiloPhase? Phase { get; init; }

    /// <summary>Gets how many items it can run at the same time.</summary>
    [Id(4)]
    public int Workers { get; init; }

    /// <summary>Gets its slots: as many as workers, and more while functions wait for items of their own or short items make way for others.</summary>
    [Id(5)]
    public IReadOnlyList<SlotView> Slots { get; init; } = [];

    /// <summary>Gets how many chunks wait there for a slot.</summary>
    [Id(6)]
    public int Queue { get; init; }

    /// <summary>Gets how many pools have their coordinator there.</summary>
    [Id(7)]
    public int Pools { get; init; }

    /// <summary>Gets its labels.</summary>
    [Id(8)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets when its process started, by its machine's clock.</summary>
    [Id(9)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the bytes of memory that its process uses.</summary>
    [Id(10)]
    public long MemoryBytes { get; init; }

    /// <summary>Gets what keeps functions from harming others there.</summary>
    [Id(11)]
    public Isolation Isolation { get; init; }

    /// <summary>Gets what its machine's clock said when it answered.</summary>
    [Id(12)]
    public DateTimeOffset Time { get; init; }

    /// <summary>Gets how many slots are at work.</summary>
    public int Busy => Slots.Count(slot => slot.JobId is not null);

    /// <summary>Gets how many workers are free.</summary>
    public int Free => Math.Max(0, Workers - Busy);
}
