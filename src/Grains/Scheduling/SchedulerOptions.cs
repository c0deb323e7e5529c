namespace OrleansPool.Scheduling;

/// <summary>What holds for one coordinator as a whole.</summary>
internal sealed class SchedulerOptions
{
    /// <summary>No silo: the coordinator's own silo takes every kind of lease.</summary>
    public const int NoSilo = -1;

    /// <summary>The most leases outstanding in the whole pool. Null: as many as the silos take.</summary>
    public int? MaxWorkers { get; init; }

    /// <summary>The coordinator's own silo: an item that kills it takes the memory of its charges with it.</summary>
    public int HomeSilo { get; init; } = NoSilo;
}
