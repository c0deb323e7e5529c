using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class LeaseSizeTests
{
    [Fact]
    public void Lease_ChunkSizeGiven_IsExactlyTheChunk()
    {
        var leases = new SchedulerRig().Silos(4).Job(1, chunkSize: 30).Items(1, 100, chunk: 30).Run();

        Assert.Equal([30, 30, 30, 10], leases.Select(lease => lease.Count));
        Assert.All(leases, lease => Assert.False(lease.MaySplit));
    }

    [Theory]
    [InlineData(1, 1, 1_000)]
    [InlineData(1, 30, 33)]
    [InlineData(30, 10, 90)]
    [InlineData(30, 30, 30)]
    [InlineData(1, 600, 1)]
    [InlineData(30, 100_000, 30)]
    public void Lease_ChunksOfVeryShortItems_IsAMillisecondOfWholeOnes(int chunkSize, long microsecondsEach, int expected)
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: chunkSize).Measure(1, microsecondsEach);

        var lease = rig.Items(1, 300_000).Run()[0];

        Assert.Equal((expected, expected > chunkSize), (lease.Count, lease.MaySplit));
    }

    [Fact]
    public void Lease_ChunkThatCameBackInPart_EndsWithItsChunk()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 30).Items(1, 300);
        var lease = rig.Run()[0];
        var returned = lease.First + 10;

        rig.Scheduler.Returned(lease.Silo, lease.Id, returned, 20);
        rig.Complete(lease, microsecondsEach: 10);

        var again = rig.Run()[0];
        Assert.Equal((returned, 20), (again.First, again.Count));
    }

    [Fact]
    public void Lease_ThatBeginsWithinAChunk_IsNotSplit()
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: 30).Measure(1, 10);
        var lease = rig.Items(1, 300_000).Run()[0];
        Assert.Equal(90, lease.Count);

        var returned = lease.First + 10;
        rig.Scheduler.Returned(lease.Silo, lease.Id, returned, 80);
        rig.Complete(lease, microsecondsEach: 10);

        var again = rig.Run()[0];
        Assert.Equal((returned, 80, false), (again.First, again.Count, again.MaySplit));
    }

    [Fact]
    public void Lease_ChunksOfAJobWithAMostOfWorkers_IsOneChunk()
    {
        var rig = new SchedulerRig(new SchedulerOptions { MaxWorkers = 2 }).Silos(4).Job(1, chunkSize: 1).Measure(1, 1);

        Assert.Equal(1, rig.Items(1, 1000).Run()[0].Count);
    }

    [Fact]
    public void Lease_NothingMeasured_IsAQuarterOfASlotsShare()
    {
        var leases = new SchedulerRig().Silos(2, 2).Job(1).Items(1, 1600).Run();

        Assert.Equal(100, leases[0].Count);
        Assert.True(leases[0].MaySplit);
        Assert.All(leases.Zip(leases.Skip(1)), pair => Assert.True(pair.Second.Count <= pair.First.Count));
    }

    [Theory]
    [InlineData(1_000, 50)]
    [InlineData(50_000, 1)]
    [InlineData(10_000_000, 1)]
    [InlineData(0, 25_000)]
    public void Lease_ItemTimeMeasured_AimsAtFiftyMilliseconds(long microsecondsEach, int expected)
    {
        var rig = new SchedulerRig().Silos(4).Job(1).Measure(1, microsecondsEach);

        Assert.Equal(expected, rig.Items(1, 200_000).Run()[0].Count);
    }

    [Fact]
    public void Lease_LittleLeft_IsHalfASlotsShare()
    {
        var rig = new SchedulerRig().Silos(4).Job(1).Measure(1, 1);

        Assert.Equal(10, rig.Items(1, 80).Run()[0].Count);
    }

    [Fact]
    public void Lease_MuchPendingInSmallChunks_StaysWithinOneChunk()
    {
        var rig = new SchedulerRig().Silos(4).Job(1).Measure(1, 1);

        Assert.Equal(7, rig.Items(1, 7_000, chunk: 7).Run()[0].Count);
    }

    [Fact]
    public void Lease_FewerWorkersThanSlots_IsSizedByWorkers()
    {
        var rig = new SchedulerRig(new SchedulerOptions { MaxWorkers = 2 }).Silos(16).Job(1).Measure(1, 1).Items(1, 80);

        Assert.Equal(20, rig.Run()[0].Count);
    }

    [Fact]
    public void Lease_OneAttempt_IsOneItemOnProbation()
    {
        var leases = new SchedulerRig().Silos(4).Job(1, chunkSize: 10, maxAttempts: 1).Items(1, 10, chunk: 10).Run();

        Assert.All(leases, lease => Assert.True(lease is { Count: 1, OnProbation: true, MaySplit: false }));
    }

    [Fact]
    public void Lease_NoSilo_WaitsForOne()
    {
        var rig = new SchedulerRig().Job(1).Items(1, 8);
        Assert.Empty(rig.Run());

        rig.Silos(2);

        Assert.Equal(4, rig.Run().Length);
    }
}
