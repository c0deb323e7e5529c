namespace OrleansPool.UnitTests.Scheduling;

public sealed class AskBackTests
{
    [Fact]
    public void AskBack_LeasesWaitAtABusySilo_HalfOfThemAreAskedFor()
    {
        var rig = BusyAndIdle(waiting: 4);

        Assert.Equal((0, 2), Assert.Single(rig.RunForAsks()));
    }

    [Fact]
    public void AskBack_FewIdleSlots_NoMoreThanTheyCanRun()
    {
        var rig = BusyAndIdle(waiting: 4, idleSlots: 1);

        Assert.Equal((0, 1), Assert.Single(rig.RunForAsks()));
    }

    [Fact]
    public void AskBack_NotAnswered_IsNotRepeated()
    {
        var rig = BusyAndIdle(waiting: 4);
        rig.RunForAsks();

        rig.Start(rig.Sink.Assigned[0]);

        Assert.Empty(rig.RunForAsks());
    }

    [Fact]
    public void AskBack_Returned_RunsAtTheIdleSilo()
    {
        var rig = BusyAndIdle(waiting: 4);
        rig.RunForAsks();
        var waiting = rig.Sink.Assigned[^1];

        rig.Scheduler.Returned(0, waiting.Id, waiting.First, waiting.Count);

        Assert.Equal((1, waiting.First), Assert.Single(rig.Run().Select(lease => (lease.Silo, lease.First))));
        Assert.Equal(2, rig.Sink.AskedBack.Count);
    }

    [Fact]
    public void AskBack_AnsweredWithNothing_WaitsUntilSomethingHappensThere()
    {
        var rig = BusyAndIdle(waiting: 4);
        rig.RunForAsks();

        rig.Scheduler.AskBackAnswered(0);
        Assert.Empty(rig.RunForAsks());

        // Each report tells the slots, also that which answers.
        rig.Scheduler.SlotsChanged(0, 4);
        Assert.Empty(rig.RunForAsks());

        rig.Start(rig.Sink.Assigned[0]);
        Assert.Single(rig.RunForAsks());
    }

    [Fact]
    public void AskBack_LongRunningLease_ItsHalfIsAskedFor()
    {
        var rig = new SchedulerRig().Silos(1).Job(1).Measure(1, 10_000).Items(1, 8);
        var lease = Assert.Single(rig.Run(), lease => lease.Count == 4);
        while (rig.Sink.Assigned.FirstOrDefault(other => other != lease && other.Left > 0) is { } other)
        {
            rig.Complete(other, 10_000);
            rig.Run();
        }

        rig.Scheduler.SiloJoined(1, 1);

        Assert.Equal((0, 1), Assert.Single(rig.RunForAsks()));
    }

    [Fact]
    public void AskBack_ShortLeasesBeforeAnyProvesLong_AreLeft()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1).Measure(1, 10).Items(1, 50, chunk: 1);
        rig.Run();
        rig.Scheduler.SiloJoined(1, 64);
        Assert.Empty(rig.RunForAsks());

        rig.Start(rig.Sink.Assigned[^50]);

        Assert.Equal((0, 25), Assert.Single(rig.RunForAsks()));
    }

    [Fact]
    public void AskBack_LeaseMayNotSplit_IsLeftAlone()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 10).Measure(1, 1_000_000).Items(1, 10);
        rig.Run();

        rig.Scheduler.SiloJoined(1, 4);

        Assert.Empty(rig.RunForAsks());
    }

    [Fact]
    public void AskBack_WorkWaitsHere_NobodyIsAsked()
    {
        var rig = BusyAndIdle(waiting: 4);
        rig.Items(1, 10, chunk: 1);

        Assert.Empty(rig.RunForAsks());
    }

    [Fact]
    public void AskBack_DonorLost_ItsAskIsForgotten()
    {
        var rig = BusyAndIdle(waiting: 4, idleSlots: 2);
        Assert.Equal((0, 2), Assert.Single(rig.RunForAsks()));

        rig.Scheduler.SiloLost(0);
        rig.Scheduler.JobCancelled(1);
        rig.Scheduler.SiloLeaving(1);
        rig.Scheduler.SiloJoined(2, 2);
        rig.Job(2, chunkSize: 1).Items(2, 4, chunk: 1).Run();
        Assert.Equal(4, rig.Scheduler.LeasesAt(2));
        rig.Scheduler.SiloJoined(3, 1);

        Assert.Equal((2, 1), Assert.Single(rig.RunForAsks()));
    }

    // Silo 0 runs four leases and has more of them waiting; silo 1 comes when nothing is left for it.
    private static SchedulerRig BusyAndIdle(int waiting, int idleSlots = 8)
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: 1).Items(1, 4 + waiting, chunk: 1);
        rig.Run();
        rig.Scheduler.SiloJoined(1, idleSlots);
        return rig;
    }
}
