using BenchmarkDotNet.Attributes;
using OrleansPool.Collecting;
using OrleansPool.Feeding;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Benchmarks.Micro.Client;

/// <summary>Segments to results: what an item costs.</summary>
public class CollectBenchmarks
{
    private const int Items = 100_000;

    private Segment[] _segments = [];

    /// <summary>Items of a segment.</summary>
    [Params(1_000, 1)]
    public int SegmentSize { get; set; }

    [GlobalSetup]
    public void SetUp() => _segments = [.. Enumerable.Range(0, Items).Chunk(SegmentSize).Select((items, index) =>
        new Segment { Job = 1, Lease = index + 1, First = items[0], Values = RawBlock<int>.Copy(items, isReused: false), WorkerSlot = 0 })];

    /// <summary>As map does.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public int ByIndex()
    {
        var collector = new ArrayCollector<int>(PayloadSerializer.Shared, Items, static _ => null);
        Accept(collector);
        return collector.Values()[^1];
    }

    /// <summary>As imap does.</summary>
    [Benchmark(OperationsPerInvoke = Items)]
    public long OneByOne()
    {
        var window = new FeedWindow(items: null, long.MaxValue, isAdaptive: true, static () => 2, static () => 0);
        var collector = new ImapCollector<int>(PayloadSerializer.Shared, isOrdered: true, window, static _ => null, TimeProvider.System);
        Accept(collector);
        long sum = 0;
        while (collector.TryTake(out Taken<int> taken) == TakeStatus.Item)
        {
            sum += taken.Value;
        }

        return sum == Items * (Items - 1L) / 2 ? sum : throw new InvalidOperationException($"The sum of the results is {sum}.");
    }

    private void Accept(Collector<int> collector)
    {
        foreach (Segment segment in _segments)
        {
            collector.Accept(segment, new ItemRange(segment.First, segment.Values.Count));
        }

        collector.Complete(Items);
    }
}
