using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Watching;

/// <summary>What ran when and where stays small and true to its sums.</summary>
public sealed class TimelineTests
{
    private readonly Timeline _timeline = new();
    private readonly SiloNames _names = new();

    public TimelineTests()
    {
        _names.Set(1, "a");
        _names.Set(2, "b");
    }

    [Fact]
    public void Add_LongItems_StayApart()
    {
        Add(silo: 1, slot: 0, first: 0, items: 1, end: 50, milliseconds: 40);
        Add(silo: 1, slot: 0, first: 1, items: 1, end: 100, milliseconds: 45, failed: 1);
        Add(silo: 2, slot: 3, first: 2, items: 1, end: 70, milliseconds: 70);
        (JobLane[] lanes, TimelineSpan[] spans) = _timeline.View(_names);
        Assert.Equal([("a", 0, 2L, 1L), ("b", 3, 1L, 0L)], lanes.Select(lane => (lane.Silo, lane.Slot, lane.Items, lane.Failed)));
        Assert.Equal([(0, 10.0, 40.0, 0L), (0, 55.0, 45.0, 1L), (1, 0.0, 70.0, 2L)], spans.Select(span => (span.Lane, span.Start, span.Length, span.First)));
    }

    [Fact]
    public void Add_ShortItemsThatFollowEachOther_BecomeOne()
    {
        for (int i = 0; i < 6; i++)
        {
            Add(silo: 1, slot: 0, first: i * 5, items: 5, end: 10 + (i * 0.5), milliseconds: 0.5);
        }

        TimelineSpan span = Assert.Single(_timeline.View(_names).Spans);
        Assert.Equal((0, 30, 9.5, 3), (span.First, span.Items, span.Start, span.Length));
    }

    [Fact]
    public void Slots_BeyondTheMost_AreCounted()
    {
        for (int slot = 0; slot < Timeline.MostLanes + 5; slot++)
        {
            Add(silo: 1, slot, first: slot, items: 1, end: 100, milliseconds: 10);
            Add(silo: 1, slot, first: slot, items: 1, end: 200, milliseconds: 10);
        }

        Assert.Equal((Timeline.MostLanes, 5), (_timeline.View(_names).Lanes.Length, _timeline.Others));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Add_Many_IsBoundedAndLosesNoItem(double milliseconds)
    {
        const int Each = 20_000;
        for (int i = 0; i < Each; i++)
        {
            for (int slot = 0; slot < 4; slot++)
            {
                Add(silo: 1, slot, first: i, items: 2, end: (i + 1) * milliseconds * 1.5, milliseconds, failed: i % 100 == 0 ? 1 : 0);
            }
        }

        (JobLane[] lanes, TimelineSpan[] spans) = _timeline.View(_names);
        Assert.InRange(spans.Length, 50, Timeline.MostSpans);
        Assert.Equal((4L * Each * 2, 4L * Each / 100), (spans.Sum(span => span.Items), spans.Sum(span => span.Failed)));
        Assert.Equal(4L * Each * 2, lanes.Sum(lane => lane.Items));
        foreach (IGrouping<int, TimelineSpan> lane in spans.GroupBy(span => span.Lane))
        {
            Assert.All(lane.Zip(lane.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Length <= pair.Second.Start + 1e-6));
        }
    }

    [Fact]
    public void Add_MoreSlotsThanAreShown_LeavesTheRestOut()
    {
        for (int i = 0; i < 10; i++)
        {
            for (int slot = 0; slot < 1_000; slot++)
            {
                Add(silo: 1, slot, first: i, items: 1, end: (i + 1) * 100, milliseconds: 90);
            }
        }

        (JobLane[] lanes, TimelineSpan[] spans) = _timeline.View(_names);
        Assert.Equal(Timeline.MostLanes, lanes.Length);
        Assert.InRange(spans.Length, Timeline.MostLanes, Timeline.MostSpans);
    }

    [Fact]
    public void Add_SeveralWithOneMessage_DoNotOverlap()
    {
        Add(silo: 1, slot: 0, first: 0, items: 1, end: 100, milliseconds: 30);
        Add(silo: 1, slot: 0, first: 1, items: 1, end: 100, milliseconds: 30);
        TimelineSpan[] spans = _timeline.View(_names).Spans;
        Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Start + pair.First.Length <= pair.Second.Start));
    }

    private void Add(int silo, int slot, long first, int items, double end, double milliseconds, int failed = 0) => _timeline.Add(
        new Segment
        {
            Job = 1,
            Lease = 1,
            First = first,
            Values = ItemBlock.Holes(items),
            Silo = silo,
            WorkerSlot = slot,
            RunMicroseconds = (long)(milliseconds * 1000),
            Failures = [.. Enumerable.Range(0, failed).Select(offset => new ItemFailure { Offset = offset, Failure = FailureEncoder.From(new InvalidOperationException()) })],
        },
        end);
}
