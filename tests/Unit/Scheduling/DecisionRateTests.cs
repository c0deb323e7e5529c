using System.Diagnostics;
using OrleansPool.Scheduling;
using Xunit.Abstractions;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>Prints what a decision costs: one lease cut, placed and completed. The count is asserted, the time is not.</summary>
public sealed class DecisionRateTests(ITestOutputHelper output)
{
    private const int Leases = 300_000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(100, 1)]
    [InlineData(1_000, 1)]
    [InlineData(1_000, 100)]
    public void Decision_PoolOfAnySize_EveryLeaseIsPlacedAndCompleted(int silos, int jobs)
    {
        Play(silos, jobs, Leases / 10);

        var (sink, allocated, time) = Play(silos, jobs, Leases);

        output.WriteLine(
            $"{silos} silos of 64 slots, {jobs} jobs: {time.TotalMicroseconds / Leases:0.00} µs "
            + $"and {(double)allocated / Leases:0} bytes a lease");
        Assert.Equal(Leases, sink.Placed);
    }

    private static (QueueSink Sink, long Allocated, TimeSpan Time) Play(int silos, int jobs, int leases)
    {
        var sink = new QueueSink();
        var scheduler = new Scheduler(new SchedulerOptions(), sink);
        for (var silo = 0; silo < silos; silo++)
        {
            scheduler.SiloJoined(silo, 64);
        }

        for (var job = 0; job < jobs; job++)
        {
            scheduler.JobStarted(new JobRules { Job = job, ChunkSize = 1 });
            for (var item = 0; item < leases / jobs; item++)
            {
                scheduler.ChunkArrived(new Chunk(job, item, 1, 0, null));
            }
        }

        return Run(scheduler, sink);
    }

    private static (QueueSink Sink, long Allocated, TimeSpan Time) Run(Scheduler scheduler, QueueSink sink)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        scheduler.Schedule();
        while (sink.Open.Count > 0)
        {
            for (var batch = 0; batch < 64 && sink.Open.TryDequeue(out var lease); batch++)
            {
                scheduler.Completed(lease.Silo, lease.Id, lease.Next, lease.Left, 10_000);
            }

            scheduler.Schedule();
        }

        return (sink, GC.GetAllocatedBytesForCurrentThread() - before, watch.Elapsed);
    }

    private sealed class QueueSink : IScheduleSink
    {
        public Queue<Lease> Open { get; } = new();

        public int Placed { get; private set; }

        public void Assign(Lease lease)
        {
            Placed++;
            Open.Enqueue(lease);
        }

        public void Revoke(int silo, long leaseId) => Assert.Fail("Nothing was cancelled.");

        public void AskBack(int silo, int leases)
        {
            // Nobody answers: there is one ask for each silo at most.
        }

        public void Charged(int job, long item, int losses)
        {
            // For a coordinator that may be lost, which there is not here.
        }

        public void Lost(int job, long item, int attempts, int silo, string? cause) => Assert.Fail("Nothing was lost.");
    }
}
