using OrleansPool.Failures;
using OrleansPool.Insights;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Insights;

/// <summary>What the client makes of the times that segments tell.</summary>
public sealed class InsightsMeterTests
{
    private const int Threads = 4;
    private const int SegmentsEach = 1000;

    private readonly InsightsMeter _meter = new();
    private int _shown;

    [Fact]
    public void Now_OfNothing_IsEmpty()
    {
        JobInsights insights = Now();
        Assert.Empty(insights.Workers);
        Assert.Empty(insights.Silos);
        Assert.Empty(insights.SlowestItems);
        Assert.Equal((0L, 0.0), (insights.Items, insights.StartingRatio + insights.WaitingRatio + insights.WorkingRatio));
        Assert.Equal("No item has ended on a worker.", insights.ToString());
    }

    [Fact]
    public void Now_SumsByWorkerAndSilo()
    {
        Add(Segment(0, 10, silo: 1, slot: 0, run: 600, start: 200, wait: 100));
        Add(Segment(10, 5, silo: 1, slot: 0, run: 50, generation: 1));
        Add(Segment(15, 5, silo: 1, slot: 1, run: 50));
        Add(Segment(20, 20, silo: 2, slot: 0, run: 1000, failed: [3, 4]));
        JobInsights insights = Now();
        Assert.Equal(["a/0", "a/1", "b/0"], insights.Workers.Select(worker => worker.WorkerId));
        Assert.Equal(
            new WorkerInsights { WorkerId = "a/0", Silo = "a", Items = 15, Starting = Micros(200), Waiting = Micros(100), Working = Micros(650) },
            insights.Workers[0]);
        Assert.Equal(
            [
                new SiloInsights { Silo = "a", Workers = 2, Items = 20, Starting = Micros(200), Waiting = Micros(100), Working = Micros(700) },
                new SiloInsights { Silo = "b", Workers = 1, Items = 20, Failed = 2, Working = Micros(1000) },
            ],
            insights.Silos);
        Assert.Equal((40L, 2L, Micros(200), Micros(100), Micros(1700)), (insights.Items, insights.Failed, insights.Starting, insights.Waiting, insights.Working));
        Assert.Equal((0.1, 0.05, 0.85), (insights.StartingRatio, insights.WaitingRatio, insights.WorkingRatio));
    }

    [Fact]
    public void Now_OfFunctionsThatWaitedForItemsOfTheirOwn_CountsThatAsWaiting()
    {
        Add(Segment(0, 10, silo: 1, slot: 0, run: 600, wait: 100, lent: 450));
        Add(Segment(10, 10, silo: 1, slot: 1, run: 10, lent: 11));
        JobInsights insights = Now();
        Assert.Equal([Micros(550), Micros(11)], insights.Workers.Select(worker => worker.Waiting));
        Assert.Equal([Micros(150), TimeSpan.Zero], insights.Workers.Select(worker => worker.Working));
    }

    [Fact]
    public void Now_OfItemsThatHadEndedBefore_CountsTheirTimeOnly()
    {
        Segment segment = Segment(0, 10, silo: 1, slot: 0, run: 600, failed: [0, 9]);
        _meter.Add(segment, [new ItemRange(5, 5)], null);
        _meter.Add(segment, [], null);
        WorkerInsights worker = Assert.Single(Now().Workers);
        Assert.Equal((5L, 1L, Micros(1200)), (worker.Items, worker.Failed, worker.Working));
    }

    [Fact]
    public void Now_OfAnItemThatWasLost_HasNoWorkerForIt()
    {
        Add(Segment(0, 1, silo: 1, slot: -1, run: 0, failed: [0]));
        Assert.Empty(Now().Workers);
    }

    [Fact]
    public void SlowestItems_AreTheFiveLongestOnceEach()
    {
        foreach (int at in new[] { 3, 9, 1, 7, 5, 8, 2 })
        {
            Add(Segment(at * 10, 10, silo: 1, slot: 0, run: 0, slowest: (4, at * 1000)));
        }

        Add(Segment(70, 10, silo: 1, slot: 0, run: 0, slowest: (4, 10)));
        Add(Segment(50, 10, silo: 2, slot: 3, generation: 2, run: 0, slowest: (4, 20_000), failed: [4]));
        JobInsights insights = Now();
        Assert.Equal([54L, 94, 84, 74, 34], insights.SlowestItems.Select(item => item.Index));
        Assert.Equal(
            new SlowItem { Index = 54, WorkerId = "b/3.2", RunTime = Micros(20_000), HasFailed = true, InputPreview = "input" },
            insights.SlowestItems[0]);
        Assert.Equal(new SlowItem { Index = 94, WorkerId = "a/0", RunTime = Micros(9_000), InputPreview = "9" }, insights.SlowestItems[1]);

        // The one that failed brought its own.
        Assert.Equal(4, _shown);
    }

    [Fact]
    public void ToString_IsATable()
    {
        Add(Segment(0, 10, silo: 1, slot: 0, run: 2_500_000, start: 200, wait: 1500, slowest: (2, 2_400_000), failed: [2]));
        Add(Segment(10, 10, silo: 2, slot: 0, run: 100));
        string[] lines = Now().ToString().Split('\n');
        Assert.Equal(
            [
                "worker      items     failed   starting    waiting    working",
                "a/0            10          1     200 µs     1.5 ms     2.50 s",
                "b/0            10          0       0 µs       0 µs     100 µs",
                "a              10          1     200 µs     1.5 ms     2.50 s",
                "b              10          0       0 µs       0 µs     100 µs",
                "all            20          1     200 µs     1.5 ms     2.50 s",
                "                                  0.0 %      0.1 %     99.9 %",
                "item 2 (input) took 2.40 s on a/0 and failed",
            ],
            lines.Select(line => line.TrimEnd()));
    }

    [Fact]
    public void Add_FromSeveralThreadsWhileOthersRead_LosesNothing()
    {
        Parallel.For(0, Threads, thread =>
        {
            for (int at = 0; at < SegmentsEach; at++)
            {
                Add(Segment(((thread * SegmentsEach) + at) * 10, 10, silo: 1 + (at % 2), slot: at % 3, run: 7, slowest: (0, at)));
                Assert.True(Now().Items > 0);
            }
        });
        JobInsights insights = Now();
        Assert.Equal((6, Threads * SegmentsEach * 10L, Micros(Threads * SegmentsEach * 7)), (insights.Workers.Count, insights.Items, insights.Working));
        Assert.Equal(5, insights.SlowestItems.Count);
    }

    private static TimeSpan Micros(long count) => TimeSpan.FromMicroseconds(count);

    private static Segment Segment(
        long first,
        int count,
        int silo,
        int slot,
        long run,
        int generation = 0,
        long start = 0,
        long wait = 0,
        long lent = 0,
        (int Offset, long Micros) slowest = default,
        params int[] failed) => new()
        {
            Job = 1,
            Lease = 1,
            First = first,
            Values = ItemBlock.Holes(count),
            Failures = [.. failed.Select(offset => new ItemFailure
            {
                Offset = offset,
                Failure = FailureEncoder.From(new InvalidOperationException()),
                Preview = "input",
            })],
            Silo = silo,
            WorkerSlot = slot,
            WorkerGeneration = generation,
            RunMicroseconds = run,
            StartMicroseconds = start,
            WaitMicroseconds = wait,
            LentMicroseconds = lent,
            SlowestOffset = slowest.Offset,
            SlowestMicroseconds = slowest.Micros,
        };

    // The kept input of an item is its time in milliseconds here.
    private void Add(Segment segment) => _meter.Add(
        segment,
        [new ItemRange(segment.First, segment.Values.Count)],
        _meter.WantsSlowest(segment) ? new KeptInput(null, segment.SlowestMicroseconds / 1000) : null);

    private JobInsights Now() => _meter.Now(silo => silo == 1 ? "a" : "b", Show);

    private string Show(KeptInput input)
    {
        _shown++;
        return $"{input.Bytes}";
    }
}
