namespace OrleansPool.Wire;

/// <summary>A worker was lost while it ran a lease, and its silo lives on: so it is certain what was running. The lease is over.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LeaseLoss")]
internal sealed class LeaseLoss
{
    /// <summary>No item was running.</summary>
    public const long NoItem = -1;

    [Id(0)]
    public required long Lease { get; init; }

    /// <summary>The item that was running, or <see cref="NoItem"/>. Those before it without an outcome, and those after it, cost their job nothing.</summary>
    [Id(1)]
    public required long Item { get; init; }

    /// <summary>How the worker ended, for people.</summary>
    [Id(2)]
    public required string Cause { get; init; }

    /// <summary>What the running item ends with, or null if it is charged an attempt and may run again.</summary>
    [Id(3)]
    public Segment? Outcome { get; init; }
}
