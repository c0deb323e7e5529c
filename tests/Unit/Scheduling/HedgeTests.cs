using OrleansPool.Scheduling;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>Items that come once more while they run.</summary>
public sealed class HedgeTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(0, 2)]
    public void Item_ThatComesOnceMore_RunsOnAnotherSilo(int item, int otherItem)
    {
        var rig = new SchedulerRig().Silos(4, 4).Job(1, chunkSize: 1).Items(1, 3);
        Lease[] first = rig.Run();
        int[] silos = [.. first.OrderBy(lease => lease.First).Select(lease => lease.Silo)];

        Hedge(rig, item);
        Hedge(rig, otherItem);

        Assert.Equal([(item, 1 - silos[item]), (otherItem, 1 - silos[otherItem])], rig.Run().Select(lease => ((int)lease.First, lease.Silo)));
    }

    [Fact]
    public void Item_WhoseOtherSilosAreFull_RunsWhereItDoes()
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: 1).Items(1, 1);
        rig.Run();

        Hedge(rig, 0);

        Assert.Equal(0, Assert.Single(rig.Run()).Silo);
    }

    [Fact]
    public void BothRuns_MayEnd()
    {
        var rig = new SchedulerRig().Silos(4, 4).Job(1, chunkSize: 1).Items(1, 1);
        Lease one = Assert.Single(rig.Run());
        Hedge(rig, 0);
        Lease other = Assert.Single(rig.Run());

        Assert.True(rig.Complete(other));
        Assert.True(rig.Complete(one));
        Assert.Empty(rig.Scheduler.HandOver());
    }

    [Fact]
    public void Item_ThatRunsTwice_IsTakenOverFromNobody()
    {
        var rig = new SchedulerRig();
        rig.Scheduler.SiloHolds(0, [new HeldLease(7, Job: 1, First: 0, Count: 3, Attempt: 1, Running: 0, OnProbation: false, MaySplit: false)]);
        rig.Scheduler.SiloHolds(1, [new HeldLease(7, Job: 1, First: 0, Count: 1, Attempt: 1, Running: 0, OnProbation: false, MaySplit: false)]);
        rig.Silos(4, 4).Job(1, chunkSize: 1);

        rig.Scheduler.ChunkArrived(new Chunk(1, 0, 3, 0, null, isHedge: true));

        Assert.Equal([0L, 1, 2], rig.Run().Select(lease => lease.First));
        Assert.False(rig.Scheduler.Completed(0, 7, 0, 3, 10));
    }

    private static void Hedge(SchedulerRig rig, int item) => rig.Scheduler.ChunkArrived(new Chunk(1, item, 1, 0, null, isHedge: true));
}
