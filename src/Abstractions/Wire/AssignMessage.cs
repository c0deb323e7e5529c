namespace OrleansPool.Wire;

/// <summary>Coordinator to agent. Handled in the order of the properties; sent again with the same sequence number until answered.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.AssignMessage")]
internal sealed class AssignMessage
{
    [Id(0)]
    public required string Pool { get; init; }

    [Id(1)]
    public required long Epoch { get; init; }

    [Id(2)]
    public required long Sequence { get; init; }

    [Id(3)]
    public BytePart? Part { get; init; }

    [Id(4)]
    public JobStart[] Jobs { get; init; } = [];

    [Id(5)]
    public LeaseMessage[] Leases { get; init; } = [];

    /// <summary>Jobs to forget: their leases are dropped and what runs of them is cancelled.</summary>
    [Id(6)]
    public int[] EndedJobs { get; init; } = [];

    /// <summary>How many unstarted leases, or halves of running ones, to give back since other silos are idle.</summary>
    [Id(7)]
    public int AskBack { get; init; }

    /// <summary>No job comes any more: each worker runs its finalizer.</summary>
    [Id(8)]
    public bool RetireWorkers { get; init; }

    /// <summary>Shared values to let go of.</summary>
    [Id(9)]
    public int[] EndedShares { get; init; } = [];
}
