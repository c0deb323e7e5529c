using System.Diagnostics.CodeAnalysis;

namespace OrleansPool.Scheduling;

/// <summary>
/// Items [<see cref="First"/>, <see cref="End"/>) of one chunk, given to one silo to run. When it is over it may become another lease: whoever keeps one
/// for longer than it lasts keeps its id.
/// </summary>
internal sealed class Lease
{
    public Lease(long id, JobState owner, SiloState host, in PendingRange range, bool onProbation, bool maySplit) =>
        Begin(id, owner, host, range, onProbation, maySplit);

    /// <summary>Unique at its silo: positive from the scheduler, negative from an agent that split a lease.</summary>
    public long Id { get; private set; }

    public int Job => Chunk.Job;

    public int Silo => Host.Id;

    public Chunk Chunk { get; private set; }

    public long First { get; private set; }

    /// <summary>Shrinks when the agent splits the lease or gives its tail back.</summary>
    public int Count { get; private set; }

    public long End => First + Count;

    public int Losses { get; private set; }

    public int Doubts { get; private set; }

    /// <summary>1 for the first run.</summary>
    public int Attempt => Chunk.Throws + Losses + 1;

    /// <summary>One item which the agent may run only after its announced start was acknowledged.</summary>
    public bool OnProbation { get; private set; }

    /// <summary>Whether the agent may split the lease among its own slots, or give back the half of it while it runs.</summary>
    public bool MaySplit { get; private set; }

    /// <summary>The first item without an outcome.</summary>
    public long Next { get; private set; }

    /// <summary>The item last announced as running, or -1.</summary>
    public long Position { get; private set; }

    /// <summary>Items without an outcome.</summary>
    public int Left => (int)(End - Next);

    internal JobState Owner { get; private set; }

    internal SiloState Host { get; private set; }

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

    /// <summary>It is another lease now.</summary>
    [MemberNotNull(nameof(Chunk), nameof(Owner), nameof(Host))]
    internal void Begin(long id, JobState owner, SiloState host, in PendingRange range, bool onProbation, bool maySplit)
    {
        Id = id;
        Owner = owner;
        Host = host;
        Chunk = range.Chunk;
        First = Next = range.First;
        Count = range.Count;
        Losses = range.Losses;
        Doubts = range.Doubts;
        OnProbation = onProbation;
        MaySplit = maySplit;
        Position = -1;
        ItemTime = owner.ItemTime;
        Before = After = null;
    }

    /// <summary>It is over, and keeps nothing alive.</summary>
    internal void LetGo()
    {
        Chunk = null!;
        Owner = null!;
        Host = null!;
    }

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
