using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class FairnessTests
{
    [Fact]
    public void Jobs_HigherPriority_GoesFirst()
    {
        var rig = new SchedulerRig().Silos(2)
            .Job(1, chunkSize: 1).Items(1, 10, chunk: 1)
            .Job(2, chunkSize: 1, priority: 5).Items(2, 2, chunk: 1);

        Assert.Equal([2, 2, 1, 1], rig.Run().Select(lease => lease.Job));
    }

    [Fact]
    public void Jobs_SamePriority_ShareEvenly()
    {
        var served = Serve(TwoJobs(), turns: 100);

        Assert.Equal(50, served.Count(job => job == 1), tolerance: 2);
    }

    [Fact]
    public void Jobs_DifferentWeights_ShareByWeight()
    {
        var served = Serve(TwoJobs(weight: 3), turns: 200);

        Assert.Equal(150, served.Count(job => job == 1), tolerance: 4);
    }

    [Fact]
    public void Jobs_LongAndShortItems_ShareTimeNotItems()
    {
        var served = Serve(TwoJobs(), turns: 440, job => job == 1 ? 100_000 : 1_000_000);

        Assert.Equal(400, served.Count(job => job == 1), tolerance: 25);
    }

    [Fact]
    public void Jobs_OneArrivesLate_NeitherStarvesNorTakesAll()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1).Items(1, 1_000, chunk: 1);
        Serve(rig, turns: 100);
        rig.Job(2, chunkSize: 1).Items(2, 1_000, chunk: 1);

        var served = Serve(rig, turns: 40);

        Assert.Equal(20, served.Count(job => job == 2), tolerance: 3);
    }

    [Fact]
    public void Jobs_OneComesBackAfterAPause_DoesNotCatchUp()
    {
        var rig = new SchedulerRig().Silos(1).Job(1, chunkSize: 1).Job(2, chunkSize: 1).Items(1, 1_000, chunk: 1).Items(2, 1, chunk: 1);
        Serve(rig, turns: 100);
        rig.Items(2, 1_000, chunk: 1);

        var served = Serve(rig, turns: 40);

        Assert.Equal(20, served.Count(job => job == 2), tolerance: 3);
    }

    [Fact]
    public void Jobs_OneGetsItemsBack_IsNotChargedForThem()
    {
        var rig = new SchedulerRig().Silos(1)
            .Job(1, chunkSize: 10).Items(1, 100, chunk: 10)
            .Job(2, chunkSize: 10).Items(2, 100, chunk: 10);
        var leases = rig.Run();
        Assert.Equal([1, 2], leases.Select(lease => lease.Job));

        rig.Scheduler.Returned(0, leases[0].Id, 0, 10);
        rig.Complete(leases[1]);

        Assert.Equal([(1, 0L), (1, 10L)], rig.Run().Select(lease => (lease.Job, lease.First)));
    }

    [Fact]
    public void Items_OfOneJob_AreServedInOrder()
    {
        var leases = new SchedulerRig().Silos(8).Job(1, chunkSize: 1).Items(1, 16, chunk: 1).Run();

        Assert.Equal(Enumerable.Range(0, 16).Select(item => (long)item), leases.Select(lease => lease.First));
    }

    [Fact]
    public void Jobs_SilosAreFullOfOne_ASecondGetsItsShareInLine()
    {
        var rig = new SchedulerRig().Silos(4).Job(1, chunkSize: 1).Measure(1, 1_000_000).Items(1, 100, chunk: 1);
        Assert.Equal(8, rig.Run().Length);

        rig.Job(2, chunkSize: 1).Items(2, 100, chunk: 1);

        Assert.Equal([2, 2], rig.Run().Select(lease => lease.Job));
    }

    [Fact]
    public void Jobs_OneAloneHadLargeLeases_ASecondIsNotHeldBackByThem()
    {
        var rig = new SchedulerRig().Silos(4).Job(1).Items(1, 10_000);
        var leases = rig.Run();
        Assert.All(leases, lease => Assert.True(lease.Count > 100));
        Assert.All(leases, lease => rig.CompleteSome(lease, 10, 10_000));

        rig.Job(2, chunkSize: 1).Items(2, 100, chunk: 1);

        Assert.Equal([2, 2], rig.Run().Select(lease => lease.Job));
        for (var second = 0; second < 10; second++)
        {
            Assert.All(leases, lease => rig.CompleteSome(lease, 10, 10_000));
            foreach (var lease in rig.Sink.Assigned.Where(lease => lease is { Job: 2, Left: > 0 }).Distinct().ToArray())
            {
                rig.Complete(lease, 200_000);
            }

            Assert.Contains(rig.Run(), lease => lease.Job == 2);
        }
    }

    [Fact]
    public void Jobs_SilosAreFullOfALessImportantOne_AnImportantOneGetsAllSlotsInLine()
    {
        var rig = new SchedulerRig().Silos(2, 2).Job(1, chunkSize: 1).Measure(1, 1_000_000).Items(1, 100, chunk: 1);
        rig.Run();

        rig.Job(2, chunkSize: 1, priority: 1).Items(2, 100, chunk: 1);

        Assert.Equal([0, 0, 1, 1], rig.Run().Select(lease => lease.Silo).Order());
    }

    [Fact]
    public void Jobs_UnmeasuredBesideAnother_StartSmall()
    {
        var rig = new SchedulerRig().Silos(4).Job(1).Items(1, 10_000).Job(2).Items(2, 10_000);

        Assert.All(rig.Run(), lease => Assert.InRange(lease.Count, 1, Tuning.FirstItems));
    }

    [Fact]
    public void MaxWorkers_OfOneJob_BoundsItsLeasesOnly()
    {
        var rig = new SchedulerRig().Silos(8);
        rig.Scheduler.JobStarted(new JobRules { Job = 1, ChunkSize = 1, MaxWorkers = 2 });
        rig.Job(2, chunkSize: 1).Items(1, 100, chunk: 1).Items(2, 100, chunk: 1);

        var leases = rig.Run();

        Assert.Equal(2, leases.Count(lease => lease.Job == 1));
        rig.Complete(leases.First(lease => lease.Job == 1), 1);
        Assert.Single(rig.Run(), lease => lease.Job == 1);
    }

    private static SchedulerRig TwoJobs(double weight = 1) => new SchedulerRig().Silos(1)
        .Job(1, chunkSize: 1, weight: weight).Items(1, 1_000, chunk: 1)
        .Job(2, chunkSize: 1).Items(2, 1_000, chunk: 1);

    // Each turn ends the oldest lease.
    private static List<int> Serve(SchedulerRig rig, int turns, Func<int, long>? microseconds = null)
    {
        var served = new List<int>();
        var open = new Queue<Lease>(rig.Sink.Assigned.Where(lease => rig.Scheduler.Find(lease.Silo, lease.Id) is not null).Distinct());
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var lease in rig.Run())
            {
                open.Enqueue(lease);
                served.Add(lease.Job);
            }

            var oldest = open.Dequeue();
            rig.Complete(oldest, microseconds?.Invoke(oldest.Job) ?? 1_000_000);
        }

        return served;
    }
}
