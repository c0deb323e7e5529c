using OrleansPool.Feeding;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Feeding;

/// <summary>What goes together: by number, by bytes, in whole chunks of a given size; and what an item costs besides.</summary>
public sealed class ChunkBuilderTests
{
    private const int Many = 100_000;

    private readonly ChunkList _chunks = new();

    [Fact]
    public void AddRange_OfInts_ClosesChunksOfTheTarget()
    {
        ChunkBuilder<int> builder = Builder<int>(itemCount: Many);

        Assert.Equal(Many, builder.AddRange(Enumerable.Range(0, Many).ToArray()));

        // ⌈items / (4 × workers)⌉ of two workers.
        Assert.Equal([.. Enumerable.Repeat(Many / 8, 8)], _chunks.Select(chunk => chunk.Count));
        Assert.Equal(Enumerable.Range(0, 8).Select(chunk => (long)chunk * Many / 8), _chunks.Firsts);
    }

    [Fact]
    public void Add_OfLargeItems_ClosesAChunkBeforeAMessageIsFull()
    {
        const int Size = 100_000;
        ChunkBuilder<byte[]> builder = Builder<byte[]>(itemCount: 1_000);

        AddAll(builder, Enumerable.Repeat(new byte[Size], 100));

        Assert.All(_chunks.SkipLast(1), chunk => Assert.InRange(chunk.Bytes, WireLimits.MessageBytes, WireLimits.MessageBytes + (2 * Size)));
        Assert.Equal(100, _chunks.Sum(chunk => chunk.Count));
    }

    [Fact]
    public void Add_OfAnInputThatIsReadOnAndOn_ClosesSmallerChunks()
    {
        ChunkBuilder<string> builder = Builder<string>(isAdaptive: true);
        string item = new('x', 1_000);

        // The target doubles with each chunk until the bytes are what counts.
        AddAll(builder, Enumerable.Repeat(item, 2_000));

        Assert.InRange(_chunks.Max(chunk => chunk.Bytes), 64 << 10, 66 << 10);
    }

    [Fact]
    public void Add_OfAGivenChunkSize_SendsWholeChunksOfIt()
    {
        ChunkBuilder<byte[]> builder = Builder<byte[]>(chunkSize: 3, itemCount: 300);

        AddAll(builder, Enumerable.Repeat(new byte[50_000], 300));

        Assert.True(_chunks.Count > 1);
        Assert.All(_chunks, chunk => Assert.Equal(0, chunk.Count % 3));
        Assert.All(_chunks, chunk => Assert.InRange(chunk.Bytes, 1, WireLimits.MessageBytes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Items_CostTheirBytesAndNoObject(bool isInMemory)
    {
        int[] items = [.. Enumerable.Range(0, Many)];
        ChunkBuilder<int> warm = Builder<int>(itemCount: Many);
        Feed(warm, items, isInMemory);
        ChunkBuilder<int> builder = Builder<int>(itemCount: Many);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Feed(builder, items, isInMemory);
        double each = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Many;

        // Four bytes each, in buffers that grow to twice what they hold.
        Assert.InRange(each, sizeof(int), 4 * sizeof(int));
    }

    private static void Feed(ChunkBuilder<int> builder, int[] items, bool isInMemory)
    {
        if (isInMemory)
        {
            builder.AddRange(items);
            return;
        }

        foreach (int item in items)
        {
            builder.Add(item);
        }

        builder.Flush();
    }

    private static void AddAll<T>(ChunkBuilder<T> builder, IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            builder.Add(item);
        }

        builder.Flush();
    }

    private ChunkBuilder<T> Builder<T>(int? chunkSize = null, int? itemCount = null, bool isAdaptive = false)
    {
        var window = new FeedWindow(items: isAdaptive ? null : int.MaxValue, bytes: long.MaxValue, isAdaptive, workers: () => 2, () => 0);
        window.Adapt(0.001);
        return new ChunkBuilder<T>(PayloadSerializer.Shared, window, new ChunkSizer(chunkSize, itemCount, () => 2, window), maxItemBytes: 1 << 28, _chunks);
    }
}
