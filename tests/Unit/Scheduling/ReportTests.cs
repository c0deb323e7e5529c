using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class ReportTests
{
    [Fact]
    public void Completed_InSegments_IsAcceptedOnceEach()
    {
        var (rig, lease) = OneLease(10);

        Assert.True(rig.Scheduler.Completed(0, lease.Id, 0, 4, 1));
        Assert.False(rig.Scheduler.Completed(0, lease.Id, 0, 4, 1));
        Assert.Equal(6, rig.Scheduler.LeasedItemsAt(0));
        Assert.True(rig.Scheduler.Completed(0, lease.Id, 4, 6, 1));
        Assert.False(rig.Scheduler.Completed(0, lease.Id, 4, 6, 1));
        Assert.Equal(0, rig.Scheduler.Leases);
    }

    [Theory]
    [InlineData(1, 1L, 0, 4)] // another silo
    [InlineData(0, 2L, 0, 4)] // another lease
    [InlineData(0, 1L, 1, 4)] // leaves a gap
    [InlineData(0, 1L, 0, 11)] // more than the lease has
    [InlineData(0, 1L, 0, 0)] // nothing
    public void Completed_NotOfThisLease_IsRefused(int silo, long lease, long first, int count)
    {
        var (rig, _) = OneLease(10);

        Assert.False(rig.Scheduler.Completed(silo, lease, first, count, 1));
        Assert.Equal(10, rig.Scheduler.LeasedItemsAt(0));
    }

    [Fact]
    public void Started_UnknownLease_IsRefused()
    {
        var (rig, lease) = OneLease(10);

        Assert.True(rig.Scheduler.Started(0, lease.Id, 3));
        Assert.False(rig.Scheduler.Started(0, lease.Id + 1, 3));
        Assert.False(rig.Scheduler.Started(1, lease.Id, 3));
        Assert.False(rig.Scheduler.Started(0, lease.Id, 10));
    }

    [Fact]
    public void Started_ItemWithOutcome_ChangesNothing()
    {
        var (rig, lease) = OneLease(10);
        rig.CompleteSome(lease, 5);

        Assert.True(rig.Start(lease, 4));

        Assert.Equal(-1, lease.Position);
    }

    [Fact]
    public void Split_BothPartsEndOnTheirOwn()
    {
        var (rig, lease) = OneLease(10);

        Assert.True(rig.Scheduler.Split(0, lease.Id, 6, -1));

        Assert.Equal(2, rig.Scheduler.Leases);
        Assert.False(rig.Scheduler.Completed(0, lease.Id, 0, 7, 1));
        Assert.True(rig.Scheduler.Completed(0, -1, 6, 4, 1));
        Assert.True(rig.Scheduler.Completed(0, lease.Id, 0, 6, 1));
        Assert.Equal(0, rig.Scheduler.Leases);
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(1, -1)]
    [InlineData(10, -1)]
    [InlineData(5, 5)]
    [InlineData(5, -9)]
    public void Split_Impossible_IsRefused(long at, long newLease)
    {
        var (rig, lease) = OneLease(10);
        rig.CompleteSome(lease, 2);
        rig.Scheduler.Split(0, lease.Id, 9, -9);

        Assert.False(rig.Scheduler.Split(0, lease.Id, at, newLease));
    }

    [Fact]
    public void Split_OvertakenByTheOutcomesBeforeIt_LeavesOnlyTheNewLease()
    {
        var (rig, lease) = OneLease(10);
        rig.CompleteSome(lease, 6);

        Assert.True(rig.Scheduler.Split(0, lease.Id, 6, -1));

        Assert.Equal(1, rig.Scheduler.Leases);
        Assert.True(rig.Scheduler.Completed(0, -1, 6, 4, 1));
        Assert.Equal(0, rig.Scheduler.Leases);
    }

    [Fact]
    public void Waiting_JobWithAsManyLeasesAsSlots_LeavesTheRoomToOthers()
    {
        var rig = new SchedulerRig().Silos(2).Job(1, chunkSize: 1).Items(1, 20, chunk: 1);
        int before = rig.Run().Length;
        rig.Scheduler.Lent = 2;
        rig.Scheduler.Waiting(1, 2);
        rig.Scheduler.SlotsChanged(0, 4);

        Assert.True(before > 0);
        Assert.Empty(rig.Run());
        rig.Job(2, chunkSize: 1).Items(2, 2, chunk: 1);
        Assert.Equal([2, 2], rig.Run().Select(next => next.Job));
        rig.Scheduler.Waiting(1, 0);
        Assert.NotEmpty(rig.Run());
    }

    [Fact]
    public void Returned_Tail_IsServedNext()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 10).Items(1, 40, chunk: 10);
        var lease = rig.Run()[0];

        Assert.True(rig.Scheduler.Returned(0, lease.Id, 4, 6));
        rig.Complete(lease);

        var next = Assert.Single(rig.Run());
        Assert.Equal((4, 6, 1), (next.First, next.Count, next.Attempt));
        Assert.False(next.OnProbation);
    }

    [Fact]
    public void Returned_Whole_FreesItsPlace()
    {
        var (rig, lease) = OneLease(10);
        rig.Scheduler.SiloLeaving(0);

        Assert.True(rig.Scheduler.Returned(0, lease.Id, 0, 10));

        Assert.Equal((0, 10), (rig.Scheduler.Leases, rig.Scheduler.PendingItems));
    }

    [Theory]
    [InlineData(0, 5)] // has an outcome
    [InlineData(4, 3)] // not the end
    [InlineData(4, 0)]
    public void Returned_NotTheTail_IsRefused(long first, int count)
    {
        var (rig, lease) = OneLease(10);
        rig.CompleteSome(lease, 2);

        Assert.False(rig.Scheduler.Returned(0, lease.Id, first, count));
        Assert.Equal(8, rig.Scheduler.LeasedItemsAt(0));
    }

    [Fact]
    public void Cancelled_WaitingAndLeasedItems_AreForgotten()
    {
        var rig = new SchedulerRig().Silos(1, 1).Job(1, chunkSize: 5).Items(1, 100, chunk: 5).Job(2, chunkSize: 1).Items(2, 4, chunk: 1);
        var leases = rig.Run();

        rig.Scheduler.JobCancelled(1);

        Assert.Equal(leases.Where(lease => lease.Job == 1).Select(lease => (lease.Silo, lease.Id)).Order(), rig.Sink.Revoked.Order());
        Assert.All(leases.Where(lease => lease.Job == 1), lease => Assert.False(rig.Complete(lease)));
        Assert.All(leases.Where(lease => lease.Job == 2), lease => Assert.True(rig.Complete(lease)));
        Assert.All(rig.Items(1, 5).Run(), lease => Assert.Equal(2, lease.Job));
    }

    [Fact]
    public void Finished_EveryItemHasAnOutcome_NothingIsLeft()
    {
        var (rig, lease) = OneLease(10);
        rig.Complete(lease);

        rig.Scheduler.JobFinished(1);

        Assert.Empty(rig.Sink.Revoked);
        Assert.Equal(0, rig.Scheduler.Jobs);
    }

    private static (SchedulerRig Rig, Lease Lease) OneLease(int items)
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: items).Items(1, items);
        return (rig, Assert.Single(rig.Run()));
    }
}
