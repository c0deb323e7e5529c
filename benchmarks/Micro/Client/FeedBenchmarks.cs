using BenchmarkDotNet.Attributes;
using OrleansPool.Feeding;
using OrleansPool.Payloads;

namespace OrleansPool.Benchmarks.Micro.Client;

/// <summary>An input to chunks, as map reads it: what an item costs.</summary>
public class FeedBenchmarks
{
    private const int Items = 100_000;
    private const int Workers = 2;
    private const int MostItemBytes = 1 << 20;

    private readonly int[] _array = [.. Enumerable.Range(0, Items)];

    /// <summary>0 for the default.</summary>
    [Params(0, 1)]
    public int ChunkSize { get; set; }

    [Benchmark(OperationsPerInvoke = Items)]
    public Task<long> Array() => FeedAsync(ItemSource<int>.From(_array));

    [Benchmark(OperationsPerInvoke = Items)]
    public Task<long> Sequence() => FeedAsync(ItemSource<int>.From(_array.Where(static _ => true)));

    private async Task<long> FeedAsync(ItemSource<int> source)
    {
        var target = new CountingTarget();
        var window = new FeedWindow(items: null, long.MaxValue, isAdaptive: false, static () => Workers, static () => 0);
        var sizer = new ChunkSizer(ChunkSize > 0 ? ChunkSize : null, source.Count, static () => Workers, window);
        await Feeder.RunAsync(source, new ChunkBuilder<int>(PayloadSerializer.Shared, window, sizer, MostItemBytes, target), target, CancellationToken.None);
        return target.Items;
    }
}
