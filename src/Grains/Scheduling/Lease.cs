namespace OrleansPool.Scheduling;

/// <summary>Items [<see cref="First"/>, <see cref="End"/>) of one chunk, given to one silo to run.</summary>
internal sealed class Lease(long id, JobState owner, SiloState host, in PendingRange range, bool onProbation, bool maySplit)
{
    /// <summary>Unique at its silo: positive from the scheduler, negative from an agent that split a lease.</summary>
    public long Id { get; } = id;

    public int Job => Chunk.Job;

    public int Silo => Host.Id;

    public Chunk Chunk { get; } = range.Chunk;

    public long First { get; } = range.First;

    /// <summary>Shrinks when the agent splits the lease or gives its tail back.</summary>
    public int Count { get; private set; } = range.Count;

    public long End => First + Count;

    public int Losses { get; } = range.Losses;

    public int Doubts { get; } = range.Doubts;

    /// <summary>1 for the first run.</summary>
    public int Attempt => Chunk.Throws + Losses + 1;

    /// <summary>One item which the agent may run only after its announced start was acknowledged.</summary>
    public bool OnProbation { get; } = onProbation;

    /// <summary>Whether the agent may split the lease among its own slots, or give back the half of it while it runs.</summary>
    public bool MaySplit { get; } = maySplit;

    /// <summary>The first item without an outcome.</summary>
    public long Next { get; private set; } = range.First;

    /// <summary>The item last announced as running, or -1.</summary>
    public long Position { get; private set; } = -1;

    /// <summary>Items without an outcome.</summary>
    public int Left => (int)(End - Next);

    internal JobState Owner { get; } = owner;

    internal SiloState Host { get; } = host;

    /// <summary>Assumed time of one of its items.</summary>
    internal double ItemTime { get; set; }

    /// <summary>The lease before it in its job's list.</summary>
    internal Lease? Before { get; set; }

    /// <summary>The lease after it in its job's list.</summary>
    internal Lease? After { get; set; }

    internal bool IsSuspect => Losses + Doubts > 0;

    /// <summary>Whether one more certain loss ends its item: then the blame must be clear, which it is anyway for workers that are processes.</summary>
    internal bool IsFinal => IsSuspect && !Owner.Rules.IsIsolated && Losses + Doubts + 1 >= Owner.Rules.MaxAttempts;

    internal double Work => ItemTime * Left;

    internal bool IsAnnounced => Position >= 0;

    /// <summary>Whether so much of it is unstarted that another slot could well take half.</summary>
    internal bool IsWorthSplitting => MaySplit && ItemTime * (Left - 1) > Tuning.SlotBacklog;

    internal void Announce(long item) => Position = item;

    internal void Advance(int count)
    {
        Next += count;
        ForgetPositionUnless(Position >= Next);
    }

    /// <summary>Items from <paramref name="end"/> on no longer belong to the lease.</summary>
    internal void CutAt(long end)
    {
        Count = (int)(end - First);
        ForgetPositionUnless(Position < end);
    }

    private void ForgetPositionUnless(bool holds)
    {
        if (!holds)
        {
            Position = -1;
        }
    }
}
