using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class LossTests
{
    [Fact]
    public void SiloLost_PositionKnown_ChargesTheRunningItemOnly()
    {
        var rig = LostWhile(lease => (Completed: 2, Running: 5));

        var again = EveryLeaseOf(rig);

        Assert.Equal([(2L, 3, 0, 0), (5, 1, 1, 0), (6, 1, 0, 1), (7, 1, 0, 1), (8, 1, 0, 1), (9, 1, 0, 1)], again);
    }

    [Fact]
    public void SiloLost_NothingAnnounced_PutsTheRestInDoubt()
    {
        var rig = LostWhile(lease => (Completed: 7, Running: -1));

        Assert.Equal([(7L, 1, 0, 1), (8, 1, 0, 1), (9, 1, 0, 1)], EveryLeaseOf(rig));
    }

    [Fact]
    public void SiloLost_LateOutcome_IsRefused()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 10).Items(1, 10);
        var lease = rig.Run()[0];

        rig.Scheduler.SiloLost(0);

        Assert.False(rig.Complete(lease));
        Assert.False(rig.Start(lease));
        rig.Scheduler.SiloJoined(0, 1);
        Assert.False(rig.Complete(lease));
    }

    [Fact]
    public void SiloLost_SeveralLeases_ComeBackInOrderBeforeTheRest()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 2).Items(1, 20, chunk: 2);
        foreach (var lease in rig.Run())
        {
            rig.Start(lease);
        }

        rig.Scheduler.SiloLost(0);
        rig.Scheduler.SiloJoined(1, 16);

        Assert.Equal([0L, 1, 2, 3, 4, 5, 6, 7, 8, 10], rig.Run().Take(10).Select(lease => lease.First));
    }

    [Fact]
    public void SiloLost_OtherSilos_AreNotTouched()
    {
        var rig = new SchedulerRig().Silos(1, 1).Job(1, chunkSize: 1).Items(1, 2, chunk: 1);
        var other = rig.Run().Single(lease => lease.Silo == 1);

        rig.Scheduler.SiloLost(0);

        Assert.True(rig.Complete(other));
        Assert.Equal(1, rig.Scheduler.TotalSlots);
    }

    [Fact]
    public void SiloLost_ShortDoubtfulItems_ShareALeaseOnceMore()
    {
        var rig = new SchedulerRig().Silos(1, 1).Job(1).Measure(1, 10).Items(1, 100_000);
        var lease = rig.Run()[0];
        rig.Scheduler.SiloLost(lease.Silo);
        rig.Scheduler.SiloJoined(4, 1);

        var doubtful = rig.Run().First(again => again.Doubts == 1);

        Assert.Equal((100, false, false), (doubtful.Count, doubtful.OnProbation, doubtful.MaySplit));
        rig.Scheduler.SiloLost(doubtful.Silo);
        rig.Scheduler.SiloJoined(5, 1);
        Assert.Contains(rig.Run(), again => again is { Doubts: 2, Count: 1, OnProbation: true });
    }

    [Fact]
    public void ChunkArrived_WithHistory_StartsOnProbation()
    {
        var rig = new SchedulerRig().Silos(8).Job(1, chunkSize: 2);

        rig.Scheduler.ChunkArrived(new Chunk(1, 0, 2, 0, null, losses: 1));

        Assert.All(rig.Run(), lease => Assert.Equal((1, true, 2), (lease.Count, lease.OnProbation, lease.Attempt)));
    }

    [Theory]
    [InlineData(3, 3, 0)]
    [InlineData(1, 0, 1)]
    public void ChunkArrived_AttemptsSpent_FailsItsItems(int maxAttempts, int losses, int doubts)
    {
        var rig = new SchedulerRig().Silos(8).Job(1, maxAttempts: maxAttempts);

        rig.Scheduler.ChunkArrived(new Chunk(1, 4, 2, 0, null, losses, doubts));

        Assert.Equal([(1, 4L, losses + doubts, -1), (1, 5, losses + doubts, -1)], rig.Sink.Lost);
        Assert.Empty(rig.Run());
    }

    [Fact]
    public void ChunkArrived_AfterThrows_CountsThemAsAttemptsAndSuspectsNothing()
    {
        var rig = new SchedulerRig().Silos(8).Job(1, maxAttempts: 1);

        rig.Scheduler.ChunkArrived(new Chunk(1, 4, 1, 0, null, throws: 5));
        var lease = Assert.Single(rig.Run());
        Assert.Equal((6, false), (lease.Attempt, lease.IsSuspect));
        rig.Start(lease);
        rig.Scheduler.SiloLost(lease.Silo);

        Assert.Equal([(1, 4L, 6, lease.Silo)], rig.Sink.Lost);
    }

    // One lease of ten items is on a silo when that is lost.
    private static SchedulerRig LostWhile(Func<Lease, (int Completed, long Running)> progress)
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 10).Items(1, 10);
        var lease = rig.Run()[0];
        var (completed, running) = progress(lease);
        rig.CompleteSome(lease, completed);
        if (running >= 0)
        {
            rig.Start(lease, running);
        }

        rig.Scheduler.SiloLost(0);
        return rig;
    }

    // What a large silo is given now, in the order of items.
    private static (long First, int Count, int Losses, int Doubts)[] EveryLeaseOf(SchedulerRig rig)
    {
        rig.Scheduler.SiloJoined(9, 64);
        return [.. rig.Run().OrderBy(lease => lease.First).Select(lease => (lease.First, lease.Count, lease.Losses, lease.Doubts))];
    }
}
