using OrleansPool.Placement;

namespace OrleansPool.Scheduling;

/// <summary>What the scheduler must know of a job.</summary>
internal sealed class JobRules
{
    public required int Job { get; init; }

    /// <summary>
    /// Items of a chunk if the caller chose: a lease is then a chunk, or several that are not worth a lease each. Null: leases are sized by measurement.
    /// </summary>
    public int? ChunkSize { get; init; }

    /// <summary>Losses after which an item fails. 1: an item that may have been started is never started again.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Whether its workers are processes of their own: an item takes only its worker with it, and it is certain which item that was.</summary>
    public bool IsIsolated { get; init; }

    /// <summary>Jobs of a higher priority go strictly before those of a lower one.</summary>
    public int Priority { get; init; }

    /// <summary>Share of the slots relative to other jobs of the same priority, above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The most leases that the job may have at one time. Null: no limit of its own.</summary>
    public int? MaxWorkers { get; init; }

    /// <summary>Labels that a silo must have to run its items. Null: any silo.</summary>
    public LabelDemand? Demand { get; init; }
}
