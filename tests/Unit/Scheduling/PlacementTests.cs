using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class PlacementTests
{
    [Fact]
    public void Placement_AsManyLeasesAsSlots_FillsEverySlot()
    {
        var rig = new SchedulerRig().Silos(4, 2, 8).Job(1, chunkSize: 1).Items(1, 14, chunk: 1);

        rig.Run();

        Assert.Equal([4, 2, 8], Enumerable.Range(0, 3).Select(rig.Scheduler.LeasesAt));
    }

    [Fact]
    public void Placement_FewItems_LeavesNoSiloWithoutWork()
    {
        var leases = new SchedulerRig().Silos(64, 4, 64).Job(1, chunkSize: 1).Items(1, 3, chunk: 1).Run();

        Assert.Equal([0, 1, 2], leases.Select(lease => lease.Silo).Order());
    }

    [Fact]
    public void Placement_SlowItems_OneWaitsForEachSlot()
    {
        var rig = new SchedulerRig().Silos(3).Job(1, chunkSize: 1).Measure(1, 1_000_000).Items(1, 100, chunk: 1);

        Assert.Equal(6, rig.Run().Length);
    }

    [Fact]
    public void Placement_TrivialItems_GoInDeepBatches()
    {
        var rig = new SchedulerRig().Silos(3).Job(1, chunkSize: 1).Measure(1, 1).Items(1, 5_000, chunk: 1);

        Assert.Equal(1024 + 3, rig.Run().Length);
    }

    [Fact]
    public void Placement_ShortItems_FillTheBacklogOfEachSlot()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1).Measure(1, 1_000).Items(1, 100, chunk: 1);

        Assert.Equal(40, rig.Run().Length);
    }

    [Fact]
    public void Placement_ShortItemsAtASiloFarAway_WaitThereForThreeRoundTripsMore()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1).Measure(1, 1_000).Items(1, 300, chunk: 1);
        rig.Scheduler.TripTakes(silo: 0, microseconds: 10_000);

        Assert.Equal(2 * (20 + 30), rig.Run().Length);
    }

    [Fact]
    public void Placement_LeaseCompleted_ItsPlaceIsFilled()
    {
        var rig = new SchedulerRig().Silos(1, 1).Job(1, chunkSize: 1).Items(1, 100, chunk: 1);
        var leases = rig.Run();
        var done = leases.First(lease => lease.Silo == 1);

        rig.Complete(done);

        Assert.Equal(1, Assert.Single(rig.Run()).Silo);
    }

    [Fact]
    public void Placement_MaxWorkers_BoundsLeasesOfThePool()
    {
        var rig = new SchedulerRig(new SchedulerOptions { MaxWorkers = 3 }).Silos(8, 8).Job(1).Items(1, 10_000);

        var leases = rig.Run();

        Assert.Equal(3, leases.Length);
        Assert.All(leases, lease => Assert.False(lease.MaySplit));
        rig.Complete(leases[0]);
        Assert.Single(rig.Run());
    }

    [Fact]
    public void Placement_SiloJoins_GetsWorkAtOnce()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1).Items(1, 10, chunk: 1);
        rig.Run();

        rig.Scheduler.SiloJoined(7, 2);

        Assert.Equal(4, rig.Run().Count(lease => lease.Silo == 7));
    }

    [Fact]
    public void Placement_SiloLeaving_GetsNothingMore()
    {
        var rig = new SchedulerRig().Silos(2, 2).Job(1, chunkSize: 1).Items(1, 100, chunk: 1);
        rig.Scheduler.SiloLeaving(0);

        var leases = rig.Run();

        Assert.All(leases, lease => Assert.Equal(1, lease.Silo));
        Assert.Equal(2, rig.Scheduler.TotalSlots);
    }

    [Fact]
    public void Placement_SlotsChange_CapacityFollows()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1).Items(1, 100, chunk: 1);
        Assert.Equal(2, rig.Run().Length);

        rig.Scheduler.SlotsChanged(0, 4);
        Assert.Equal(6, rig.Run().Length);

        rig.Scheduler.SlotsChanged(0, 0);
        rig.Complete(rig.Sink.Assigned[0]);
        Assert.Empty(rig.Run());
        Assert.Equal(0, rig.Scheduler.TotalSlots);
    }

    [Fact]
    public void Placement_BusyAndIdleSilo_IdleOneFirst()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1).Items(1, 3, chunk: 1);
        rig.Run();
        rig.Scheduler.SiloJoined(1, 2);

        rig.Items(1, 2, chunk: 1);

        Assert.All(rig.Run(), lease => Assert.Equal(1, lease.Silo));
    }
}
