using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class ProbationTests
{
    [Fact]
    public void Probation_NotAnnounced_GoesBackFree()
    {
        var (rig, suspect) = Suspect(doubts: 1);

        rig.Scheduler.SiloLost(suspect.Silo);

        var again = Assert.Single(Rejoin(rig));
        Assert.Equal((0, 1), (again.Losses, again.Doubts));
    }

    [Fact]
    public void Probation_Announced_DoubtsBecomeLosses()
    {
        var (rig, suspect) = Suspect(doubts: 1);
        rig.Start(suspect);

        rig.Scheduler.SiloLost(suspect.Silo);

        var again = Assert.Single(Rejoin(rig));
        Assert.Equal((2, 0, 3), (again.Losses, again.Doubts, again.Attempt));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Poison_StartAnnounced_CostsExactlyMaxAttemptsSilos(int maxAttempts)
    {
        var rig = new SchedulerRig().Job(1, chunkSize: 1, maxAttempts: maxAttempts).Items(1, 1);

        for (var death = 1; death <= maxAttempts; death++)
        {
            rig.Scheduler.SiloJoined(death, 1);
            var lease = Assert.Single(rig.Run());
            Assert.Empty(rig.Sink.Lost);
            rig.Start(lease);
            rig.Scheduler.SiloLost(death);
        }

        Assert.Equal((1, 0L, maxAttempts, maxAttempts), Assert.Single(rig.Sink.Lost));
        rig.Scheduler.SiloJoined(99, 1);
        Assert.Empty(rig.Run());
    }

    [Fact]
    public void Probation_LastAttempt_SharesItsSiloWithNoOtherSuspect()
    {
        var rig = new SchedulerRig().Silos(8).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 4, losses: 2);

        var alone = Assert.Single(rig.Run());
        rig.Complete(alone);

        Assert.Single(rig.Run());
    }

    [Fact]
    public void Probation_AttemptsLeft_RunSideBySide()
    {
        var rig = new SchedulerRig().Silos(8).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 4, losses: 1);

        Assert.Equal(4, rig.Run().Length);
    }

    [Fact]
    public void Probation_SuspectsWithAttemptsLeft_StayAwayFromALastAttempt()
    {
        var rig = new SchedulerRig().Silos(8).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 1, losses: 2);
        rig.Run();

        Suspects(rig, first: 1, count: 4, losses: 1);

        Assert.Empty(rig.Run());
    }

    [Fact]
    public void Probation_LastAttempt_RunsAloneOnItsSilo()
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: 1).Items(1, 2, chunk: 1);
        var before = rig.Run();
        Suspects(rig, first: 2, count: 1, losses: 2);
        rig.Items(1, 4, chunk: 1);

        // The silo runs empty first, …
        Assert.Empty(rig.Run());
        Assert.All(before, lease => rig.Complete(lease));
        var alone = Assert.Single(rig.Run());
        Assert.Equal(3, alone.Attempt);

        // … and nothing joins the item there.
        Assert.Empty(rig.Run());
        rig.Complete(alone);
        Assert.Equal(4, rig.Run().Length);
    }

    [Fact]
    public void Probation_LastAttemptWaitsForASiloToRunEmpty_WhatWaitsThereIsAskedBack()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1).Items(1, 4, chunk: 1);
        var leases = rig.Run();
        Suspects(rig, first: 4, count: 1, losses: 2);
        rig.Complete(leases[0]);

        Assert.Equal([(0, 3)], rig.RunForAsks());
    }

    [Fact]
    public void Probation_LastAttemptOfACancelledJob_LetsGoOfItsSilo()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1).Job(2, chunkSize: 1).Items(2, 1, chunk: 1);
        rig.Run();
        Suspects(rig, first: 0, count: 1, losses: 2);
        rig.Items(2, 1, chunk: 1);
        Assert.Empty(rig.Run());

        rig.Scheduler.JobCancelled(1);

        Assert.Equal(2, Assert.Single(rig.Run()).Job);
    }

    [Fact]
    public void Probation_LastAttemptWhileItemsWaitForOthers_DoesNotWaitForAnEmptySilo()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1).Items(1, 1, chunk: 1);
        rig.Run();
        rig.Scheduler.Lent = 1;
        Suspects(rig, first: 1, count: 1, losses: 2);

        Assert.Equal(3, Assert.Single(rig.Run()).Attempt);
    }

    [Fact]
    public void Probation_LastAttempt_WaitsForSuspectsWithAttemptsLeft()
    {
        var rig = new SchedulerRig().Silos(8).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 1, losses: 1);
        var earlier = Assert.Single(rig.Run());
        Suspects(rig, first: 1, count: 1, losses: 2);
        Assert.Empty(rig.Run());

        rig.Complete(earlier);

        Assert.Equal(3, Assert.Single(rig.Run()).Attempt);
    }

    [Fact]
    public void Probation_SeveralSilos_SuspectsAreSpread()
    {
        var rig = new SchedulerRig().Silos(8, 8, 8).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 3, losses: 2);

        Assert.Equal([0, 1, 2], rig.Run().Select(lease => lease.Silo).Order());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Probation_HomeSilo_IsAvoided(int maxAttempts)
    {
        var rig = new SchedulerRig(new SchedulerOptions { HomeSilo = 0 }).Silos(8, 1).Job(1, chunkSize: 1, maxAttempts: maxAttempts);
        Suspects(rig, first: 0, count: maxAttempts == 1 ? 0 : 2, losses: 1);
        if (maxAttempts == 1)
        {
            rig.Items(1, 2, chunk: 1);
        }

        Assert.All(rig.Run(), lease => Assert.Equal((1, true), (lease.Silo, lease.OnProbation)));
        Assert.Equal(2, rig.Scheduler.Leases);
    }

    [Fact]
    public void Probation_HomeSiloIsTheOnlyOne_IsUsed()
    {
        var rig = new SchedulerRig(new SchedulerOptions { HomeSilo = 0 }).Silos(8, 1).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 4, losses: 1);
        Assert.Equal(2, rig.Run().Length);

        rig.Scheduler.SiloLeaving(1);

        Assert.All(rig.Run(), lease => Assert.Equal(0, lease.Silo));
        Assert.Equal(0, rig.Scheduler.PendingItems);
    }

    [Fact]
    public void Probation_WaitsForASilo_OthersGoOn()
    {
        var rig = new SchedulerRig(new SchedulerOptions { HomeSilo = 0 }).Silos(2, 1).Job(1, chunkSize: 1);
        Suspects(rig, first: 0, count: 5, losses: 1);
        rig.Job(2, chunkSize: 1).Items(2, 4, chunk: 1);

        var leases = rig.Run();

        Assert.Equal(2, leases.Count(lease => lease is { Job: 1, Silo: 1 }));
        Assert.Equal(4, leases.Count(lease => lease is { Job: 2, Silo: 0 }));
    }

    private static void Suspects(SchedulerRig rig, long first, int count, int losses)
    {
        for (var i = 0; i < count; i++)
        {
            rig.Scheduler.ChunkArrived(new Chunk(1, 1_000 + first + i, 1, 0, null, losses));
        }
    }

    private static (SchedulerRig Rig, Lease Suspect) Suspect(int doubts)
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1);
        rig.Scheduler.ChunkArrived(new Chunk(1, 0, 1, 0, null, losses: 0, doubts));
        var suspect = Assert.Single(rig.Run());
        Assert.True(suspect.OnProbation);
        return (rig, suspect);
    }

    private static Lease[] Rejoin(SchedulerRig rig)
    {
        rig.Scheduler.SiloJoined(50, 4);
        return rig.Run();
    }
}
