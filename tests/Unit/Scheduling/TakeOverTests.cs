using CsCheck;
using OrleansPool.Scheduling;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>A scheduler that takes over from one before: what silos hold goes on there, what had not started is as new.</summary>
public sealed class TakeOverTests
{
    [Fact]
    public void Chunk_OfWhichASiloHoldsAPart_OnlyTheRestIsPlaced()
    {
        var rig = TakeOver([Held(lease: 7, first: 3, count: 2)], 8).Job(1, chunkSize: 1).Items(1, 6);

        Assert.Equal([0L, 1, 2, 5], Items(rig.Run()).Select(item => item.Item));
        Assert.Equal((3L, 2, 1), (Kept(rig, 7).First, Kept(rig, 7).Left, Kept(rig, 7).Attempt));
        Assert.True(rig.Scheduler.Completed(0, 7, 3, 2, 10));
    }

    [Fact]
    public void Lease_ThatIsPlacedAfterwards_HasAnotherNumber()
    {
        var rig = TakeOver([Held(lease: 7, first: 3, count: 2), Held(lease: -2, first: 5, count: 1)], 8).Job(1, chunkSize: 1).Items(1, 6);

        Assert.All(rig.Run(), lease => Assert.True(lease.Id > 7));
    }

    [Fact]
    public void Outcomes_ThatTheClientHasAlready_DoNotCountAgain()
    {
        var rig = TakeOver([Held(lease: 7, first: 0, count: 6)], 8).Job(1);
        rig.Scheduler.ChunkArrived(new Chunk(1, 4, 2, 0, null));

        Assert.False(rig.Scheduler.Completed(0, 7, 0, 4, 10));
        Assert.True(rig.Scheduler.Completed(0, 7, 4, 2, 10));
        Assert.Empty(rig.Run());
    }

    [Fact]
    public void Item_ThatIsRunAgainSinceItsFunctionThrew_IsNotTakenForItsEarlierRun()
    {
        var rig = TakeOver([Held(lease: 7, first: 0, count: 1)], 8).Job(1);
        rig.Scheduler.ChunkArrived(new Chunk(1, 0, 1, 0, null, throws: 1));

        Assert.Equal(2, Assert.Single(rig.Run()).Attempt);
        Assert.Null(rig.Scheduler.Find(0, 7));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Item_ThatMayHaveStartedOnASiloThatIsThere_IsInNoDoubt(int maxAttempts)
    {
        var rig = TakeOver([], 8);
        rig.Scheduler.TakeOver([new LeasedRange(1, 0, 2, Silo: 0)]);
        rig.Job(1, maxAttempts: maxAttempts).Items(1, 2);

        Assert.All(rig.Run(), lease => Assert.Equal(0, lease.Doubts));
        Assert.Equal((0L, 2L), (rig.Scheduler.PendingItems, rig.Scheduler.LeasedItemsAt(0)));
        Assert.Empty(rig.Sink.Lost);
    }

    [Fact]
    public void Item_ThatMayHaveStartedOnASiloThatIsNotThere_IsInDoubtAndNoOther()
    {
        var rig = TakeOver([], 8);
        rig.Scheduler.TakeOver([new LeasedRange(1, 2, 1, Silo: 9)]);
        rig.Job(1).Items(1, 4, chunk: 4);

        Assert.Equal([(0L, 0), (1, 0), (2, 1), (3, 0)], Items(rig.Run()).Order());
    }

    [Fact]
    public void Item_ThatMayHaveStartedOnASiloThatIsNotThere_FailsAloneWhenItMayRunOnce()
    {
        var rig = TakeOver([], 8);
        rig.Scheduler.TakeOver([new LeasedRange(1, 2, 1, Silo: 9)]);
        rig.Job(1, maxAttempts: 1).Items(1, 4, chunk: 4);

        Assert.Equal((1, 2L, 1, SchedulerOptions.NoSilo), Assert.Single(rig.Sink.Lost));
        Assert.Equal([0L, 1, 3], Items(rig.Run()).Select(item => item.Item).Order());
    }

    [Fact]
    public void Item_InDoubtThatASiloHolds_GoesOnThere()
    {
        var rig = TakeOver([Held(lease: 7, first: 2, count: 1, running: 2, onProbation: true)], 8).Job(1, maxAttempts: 1);
        rig.Scheduler.ChunkArrived(new Chunk(1, 0, 4, 0, null, doubts: 1));

        Assert.Equal([0L, 1, 3], rig.Sink.Lost.Select(lost => lost.Item));
        Assert.Equal(2, Kept(rig, 7).Position);
        rig.Scheduler.SiloLost(0);
        Assert.Equal([0L, 1, 3, 2], rig.Sink.Lost.Select(lost => lost.Item));
    }

    [Fact]
    public void Item_HeldBySiloThatIsLostBeforeItIsOffered_IsInDoubt()
    {
        var rig = TakeOver([Held(lease: 7, first: 0, count: 1)], 8, 8);
        rig.Scheduler.TakeOver([new LeasedRange(1, 0, 1, Silo: 0)]);
        rig.Scheduler.SiloLost(0);
        rig.Job(1).Items(1, 2);

        Assert.Equal([(0L, 1), (1, 0)], Items(rig.Run()).Order());
    }

    [Fact]
    public void Leases_ThatTheAgentSplitsAndGivesBack_AreAsAnyOther()
    {
        var rig = TakeOver([Held(lease: 7, first: 0, count: 8, maySplit: true)], 4).Job(1).Items(1, 8);
        rig.Scheduler.AllOffered();

        Assert.True(rig.Scheduler.Split(0, 7, 4, -3));
        Assert.True(rig.Scheduler.Returned(0, -3, 6, 2));
        Assert.Equal(2, rig.Scheduler.PendingItems);
        Assert.True(rig.Scheduler.Completed(0, -3, 4, 2, 10));
    }

    [Fact]
    public void AwaitsOffers_UntilAllIsOffered()
    {
        var rig = TakeOver([Held(lease: 7, first: 0, count: 1)], 8);
        Assert.True(rig.Scheduler.AwaitsOffers);

        rig.Scheduler.AllOffered();
        Assert.False(rig.Scheduler.AwaitsOffers);
        Assert.False(TakeOver([], 8).Scheduler.AwaitsOffers);
    }

    [Fact]
    public void HandOver_NamesWhatMayHaveStarted()
    {
        var rig = new SchedulerRig().Silos(2, 2).Job(1, chunkSize: 1).Items(1, 2).Job(2, chunkSize: 1, maxAttempts: 1).Items(2, 2);
        var leases = rig.Run();
        var started = leases.First(lease => lease.Job == 2);
        rig.Start(started);

        // Of those on probation only the one whose start was acknowledged.
        Assert.Equal(
            leases.Where(lease => lease.Job == 1 || lease == started).Select(lease => new LeasedRange(lease.Job, lease.First, lease.Left, lease.Silo)).OrderBy(Key),
            rig.Scheduler.HandOver().OrderBy(Key));
    }

    [Fact]
    public void HandOver_BeforeAllIsOffered_NamesWhatIsStillHeld()
    {
        var rig = TakeOver([Held(lease: 7, first: 0, count: 2), Held(lease: 8, first: 5, count: 1)], 8).Job(1).Items(1, 2);

        Assert.Equal([new LeasedRange(1, 0, 2, 0), new LeasedRange(1, 5, 1, 0)], rig.Scheduler.HandOver().OrderBy(Key));
    }

    [Fact]
    public void Items_WhateverIsHeldAndOffered_AreInOnePlaceEach() => Gen.Select(
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 8], Gen.Int[1, 2]).Array[0, 12],
        Gen.Select(Gen.Int[0, 60], Gen.Int[1, 8], Gen.Int[0, 2]).Array[0, 12],
        Gen.Int[1, 10],
        Gen.Int[1, 3]).Sample((held, leased, chunk, maxAttempts) =>
    {
        const int Count = 64;
        var rig = TakeOver([.. held.Select((one, at) => Held(at + 1, one.Item1, one.Item2) with { Attempt = one.Item3 })], 4, 4);
        rig.Scheduler.TakeOver([.. leased.Select(one => new LeasedRange(1, one.Item1, one.Item2, Silo: one.Item3))]);
        rig.Job(1, maxAttempts: maxAttempts).Items(1, Count, chunk);

        var kept = held.Select((_, at) => rig.Scheduler.Find(0, at + 1)).OfType<Lease>().ToList();
        var ended = kept.SelectMany(lease => Enumerable.Range(0, lease.Left).Select(at => lease.Next + at)).Concat(rig.Sink.Lost.Select(lost => lost.Item)).ToList();
        Assert.Equal(Count - ended.Count, rig.Scheduler.PendingItems);
        kept.ForEach(lease => rig.Complete(lease));
        while (rig.Run() is { Length: > 0 } leases)
        {
            ended.AddRange(Items(leases).Select(item => item.Item));
            Array.ForEach(leases, lease => rig.Complete(lease));
        }

        Assert.Equal(Enumerable.Range(0, Count).Select(item => (long)item), ended.Order());
    });

    private static SchedulerRig TakeOver(HeldLease[] held, params int[] slots)
    {
        var rig = new SchedulerRig().Silos(slots);
        rig.Scheduler.SiloHolds(0, held);
        return rig;
    }

    private static HeldLease Held(long lease, long first, int count, long running = -1, bool onProbation = false, bool maySplit = false) =>
        new(lease, Job: 1, first, count, Attempt: 1, running, onProbation, maySplit);

    private static Lease Kept(SchedulerRig rig, long lease) => Assert.IsType<Lease>(rig.Scheduler.Find(0, lease));

    private static IEnumerable<(long Item, int Doubts)> Items(IEnumerable<Lease> leases) =>
        leases.SelectMany(lease => Enumerable.Range(0, lease.Count).Select(at => (lease.First + at, lease.Doubts)));

    private static (int, long) Key(LeasedRange range) => (range.Job, range.First);
}
