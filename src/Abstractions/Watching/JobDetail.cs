namespace OrleansPool;

/// <summary>All that a cluster knows of a job. Bounded, however large the job is.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobDetail")]
public sealed record JobDetail
{
    /// <summary>Gets the job.</summary>
    [Id(0)]
    public required JobView Job { get; init; }

    /// <summary>Gets the first items that have failed, at most 20. Those that are run again are not among them.</summary>
    [Id(1)]
    public IReadOnlyList<ItemView> Failures { get; init; } = [];

    /// <summary>Gets the items that took longest, at most five, the longest first. Items of less than about a quarter of a millisecond need not be here.</summary>
    [Id(2)]
    public IReadOnlyList<ItemView> SlowestItems { get; init; } = [];

    /// <summary>Gets the slots that ran items of it, at most 256.</summary>
    [Id(3)]
    public IReadOnlyList<JobLane> Lanes { get; init; } = [];

    /// <summary>Gets what ran when and where, at most about 1,000 spans: short items that follow each other are one.</summary>
    [Id(4)]
    public IReadOnlyList<TimelineSpan> Timeline { get; init; } = [];

    /// <summary>Gets the bytes of its items as they came to the cluster.</summary>
    [Id(5)]
    public long InputBytes { get; init; }

    /// <summary>Gets the bytes of its results.</summary>
    [Id(6)]
    public long ResultBytes { get; init; }

    /// <summary>Gets the labels that it asks for.</summary>
    [Id(7)]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets how many more slots ran items of it, which are not in <see cref="Lanes"/> nor in <see cref="Timeline"/>.</summary>
    [Id(8)]
    public int MoreLanes { get; init; }
}
