using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Which attempt, silo and worker the items of a range came from.</summary>
internal readonly record struct Provenance(ItemRange Range, int Attempt, int Silo, int Slot, int Generation)
{
    public static Provenance Of(Segment segment, ItemRange range) =>
        new(range, segment.Attempt, segment.Silo, segment.WorkerSlot, segment.WorkerGeneration);

    public string? WorkerId(Func<int, string?> siloName) =>
        Slot >= 0 && siloName(Silo) is { } silo ? WorkerName.Of(silo, Slot, Generation) : null;
}
