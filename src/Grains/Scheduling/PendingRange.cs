namespace OrleansPool.Scheduling;

/// <summary>Items of one chunk that wait for a lease and have the same history.</summary>
/// <param name="Chunk">Where the items are from.</param>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many, at least 1.</param>
/// <param name="Losses">Silos that were certainly lost while running each of them.</param>
/// <param name="Doubts">Silos that were lost while perhaps running each of them.</param>
internal readonly record struct PendingRange(Chunk Chunk, long First, int Count, int Losses, int Doubts)
{
    public bool IsSuspect => Losses + Doubts > 0;

    public PendingRange Skip(int count) => this with { First = First + count, Count = Count - count };

    public bool IsContinuedBy(in PendingRange other) =>
        ReferenceEquals(Chunk, other.Chunk) && First + Count == other.First && Losses == other.Losses && Doubts == other.Doubts;
}
