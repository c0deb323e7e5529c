namespace OrleansPool.Scheduling;

/// <summary>The numbers the scheduler works with. Times are in microseconds.</summary>
internal static class Tuning
{
    /// <summary>Work an adaptive lease aims at: long against a message, short against a user's patience.</summary>
    public const double LeaseTarget = 50_000;

    /// <summary>Work a slot may have waiting at a silo that answers at once, so that it never waits for the coordinator.</summary>
    public const double SlotBacklog = 20_000;

    /// <summary>Assumed for an item of a job of which nothing was measured yet.</summary>
    public const double UnknownItem = 20_000;

    /// <summary>Less work than this in waiting leases is not worth a message to move it.</summary>
    public const double MoveWorth = 1_000;

    /// <summary>Chunks of a given size go into one lease up to this much work: less is not worth a lease of its own.</summary>
    public const double ShortLease = 1_000;

    /// <summary>Work of a lease of doubtful items, if they are too short to be worth one lease each.</summary>
    public const double DoubtfulTarget = 1_000;

    /// <summary>The most leases that wait at a silo, however short they are.</summary>
    public const int MaxWaitingLeases = 1024;

    /// <summary>Leases for each slot while nothing is measured (CPython's rule).</summary>
    public const int FirstLeasesPerSlot = 4;

    /// <summary>The most items of a lease while nothing is measured, where one that proves to be long would keep others waiting.</summary>
    public const int FirstItems = 4;

    /// <summary>Leases into which what is left is cut for each slot, so that the tail is short.</summary>
    public const int LeasesPerSlot = 2;

    /// <summary>Items over which the measured time of an item is averaged.</summary>
    public const int AveragedItems = 64;

    /// <summary>Shorter than any real item; keeps quotients finite.</summary>
    public const double ShortestItem = 0.01;
}
