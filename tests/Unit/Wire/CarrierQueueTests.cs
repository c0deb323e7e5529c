using CsCheck;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Wire;

public sealed class CarrierQueueTests
{
    [Fact]
    public void Take_EntriesOfAnySize_ArriveWholeAndInOrder() =>
        Gen.OneOf(Gen.Int[0, 2000], Gen.Int[WireLimits.PartBytes - 2, WireLimits.PartBytes + 2], Gen.Int[0, 5 * WireLimits.PartBytes])
            .Array[1, 12]
            .Sample(
                sizes =>
                {
                    var queue = new CarrierQueue<ChunkMessage>();
                    foreach ((int at, int size) in sizes.Index())
                    {
                        queue.Enqueue(Chunk(at, size));
                    }

                    List<ChunkMessage> arrived = Drain(queue);

                    Assert.Equal(sizes.Length, arrived.Count);
                    Assert.Equal(0, queue.Bytes);
                    foreach ((int at, ChunkMessage chunk) in arrived.Index())
                    {
                        Assert.Equal(at, chunk.First);
                        Assert.True(Chunk(at, sizes[at]).Payload.Span.SequenceEqual(chunk.Payload.Span));
                    }
                },
                iter: 30);

    [Fact]
    public void Take_LargePayload_NoMessageIsLargerThanAPart()
    {
        var queue = new CarrierQueue<ChunkMessage>();
        queue.Enqueue(Chunk(0, 5 * WireLimits.PartBytes));

        while (queue.Count > 0)
        {
            long budget = WireLimits.MessageBytes;
            ChunkMessage[] entries = queue.Take(ref budget, out ReadOnlyMemory<byte>? part);
            Assert.True((part?.Length ?? 0) + entries.Sum(entry => entry.Payload.Length) <= WireLimits.PartBytes);
        }
    }

    [Theory]
    [InlineData(WireLimits.MessageEntries, 1)]
    [InlineData(WireLimits.MessageEntries + 1, 2)]
    public void Take_SmallEntries_GoTogether(int entries, int messages)
    {
        var queue = new CarrierQueue<ChunkMessage>();
        for (int at = 0; at < entries; at++)
        {
            queue.Enqueue(Chunk(at, 10));
        }

        int taken = 0;
        for (; queue.Count > 0; taken++)
        {
            long budget = WireLimits.MessageBytes;
            queue.Take(ref budget, out _);
        }

        Assert.Equal(messages, taken);
    }

    [Fact]
    public void Take_EntryThatWasCut_BringsNoOtherWithIt()
    {
        var queue = new CarrierQueue<ChunkMessage>();
        queue.Enqueue(Chunk(0, WireLimits.PartBytes + 1));
        queue.Enqueue(Chunk(1, 10));
        ChunkMessage[] entries = [];
        while (entries.Length == 0)
        {
            long budget = WireLimits.MessageBytes;
            entries = queue.Take(ref budget, out _);
        }

        Assert.Equal(0, Assert.Single(entries).First);
        Assert.False(queue.IsCut);
    }

    [Fact]
    public void RemoveAll_EntryWhosePartsAreUnderWay_StaysUntilItIsWhole()
    {
        var queue = new CarrierQueue<ChunkMessage>();
        queue.Enqueue(Chunk(0, 3 * WireLimits.PartBytes));
        queue.Enqueue(Chunk(1, 10));
        long budget = WireLimits.MessageBytes;
        queue.Take(ref budget, out _);

        int removed = queue.RemoveAll(_ => true);

        Assert.Equal(1, removed);
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void Complete_PartsMissing_IsRefused()
    {
        var parts = new PartBuffer();
        parts.Add(new byte[3]);

        Assert.Throws<InvalidDataException>(() => parts.Complete(Chunk(0, 0).WithPayload(default, 2)));
    }

    private static List<ChunkMessage> Drain(CarrierQueue<ChunkMessage> queue)
    {
        var parts = new PartBuffer();
        List<ChunkMessage> arrived = [];
        while (queue.Count > 0)
        {
            long budget = WireLimits.MessageBytes;
            ChunkMessage[] entries = queue.Take(ref budget, out ReadOnlyMemory<byte>? part);
            parts.Add(part);
            arrived.AddRange(entries.Select(parts.Complete));
        }

        return arrived;
    }

    private static ChunkMessage Chunk(int first, int bytes)
    {
        byte[] data = new byte[bytes];
        new Random(first).NextBytes(data);
        return new ChunkMessage { Job = 1, First = first, Items = new ItemBlock { Count = 1, ElementSize = Math.Max(1, bytes), Data = data } };
    }
}
