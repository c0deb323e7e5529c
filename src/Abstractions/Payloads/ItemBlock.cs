using System.Buffers.Binary;

namespace OrleansPool.Payloads;

/// <summary>
/// Items that were encoded together: raw memory for types without references, else frames that each hold one item alone.
/// A slice shares the memory of its block; neither slicing nor sending decodes anything.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemBlock")]
internal readonly struct ItemBlock
{
    /// <summary>Bytes of one entry of <see cref="Ends"/>.</summary>
    public const int EndSize = sizeof(uint);

    public static ItemBlock Empty => default;

    /// <summary>Elements that hold no values.</summary>
    public static ItemBlock Holes(int count) => new() { Count = count, Ends = new byte[count * EndSize] };

    [Id(0)]
    public int Count { get; init; }

    /// <summary>Bytes of one raw element; 0 for frames.</summary>
    [Id(1)]
    public int ElementSize { get; init; }

    [Id(2)]
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Frames only: where each ends, as little-endian <see cref="uint"/>, counted from <see cref="Base"/>.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte> Ends { get; init; }

    /// <summary>Frames only: what the first byte of <see cref="Data"/> counts as in <see cref="Ends"/>.</summary>
    [Id(4)]
    public uint Base { get; init; }

    public long Bytes => Data.Length + (long)Ends.Length;

    /// <summary>Bytes of one element, with its share of <see cref="Ends"/>.</summary>
    public int BytesOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return ElementSize > 0 ? ElementSize : Frame(index).Length + EndSize;
    }

    /// <summary>Some neighbouring elements, sharing this block's memory.</summary>
    public ItemBlock Slice(int start, int count)
    {
        if ((uint)start > (uint)Count || (uint)count > (uint)(Count - start))
        {
            throw new ArgumentOutOfRangeException(nameof(start), $"Items {start} to {(long)start + count} are not within a block of {Count}.");
        }

        if (count == Count)
        {
            return this;
        }

        return count == 0 ? Empty : ElementSize > 0 ? SliceRaw(start, count) : SliceFrames(start, count);
    }

    /// <summary>The bytes of one raw element.</summary>
    /// <exception cref="InvalidDataException">The block's parts do not fit together.</exception>
    public ReadOnlyMemory<byte> Element(int index)
    {
        long start = (long)index * ElementSize;
        return start >= 0 && start + ElementSize <= Data.Length
            ? Data.Slice((int)start, ElementSize)
            : throw new InvalidDataException($"The block is corrupt: {Count} items of {ElementSize} bytes in {Data.Length} bytes.");
    }

    /// <summary>The bytes of one frame.</summary>
    /// <exception cref="InvalidDataException">The block's parts do not fit together.</exception>
    public ReadOnlyMemory<byte> Frame(int index)
    {
        long start = StartOf(index);
        long end = EndOf(index);
        if (start < 0 || end < start || end > Data.Length)
        {
            throw new InvalidDataException($"The block is corrupt: item {index} of {Count} is said to be at bytes {start} to {end} of {Data.Length}.");
        }

        return Data.Slice((int)start, (int)(end - start));
    }

    private ItemBlock SliceRaw(int start, int count)
    {
        long end = ((long)start + count) * ElementSize;
        if (end > Data.Length)
        {
            throw new InvalidDataException($"The block is corrupt: {Count} items of {ElementSize} bytes in {Data.Length} bytes.");
        }

        return new() { Count = count, ElementSize = ElementSize, Data = Data.Slice(start * ElementSize, count * ElementSize) };
    }

    private ItemBlock SliceFrames(int start, int count)
    {
        long first = StartOf(start);
        long end = EndOf(start + count - 1);
        if (first < 0 || end < first || end > Data.Length)
        {
            throw new InvalidDataException($"The block is corrupt: items {start} to {start + count} are said to be at bytes {first} to {end} of {Data.Length}.");
        }

        return new()
        {
            Count = count,
            Data = Data.Slice((int)first, (int)(end - first)),
            Ends = Ends.Slice(start * EndSize, count * EndSize),
            Base = (uint)(first + Base),
        };
    }

    private long StartOf(int index) => index == 0 ? 0 : EndOf(index - 1);

    private long EndOf(int index)
    {
        ReadOnlySpan<byte> ends = Ends.Span;
        if (index < 0 || (index + 1L) * EndSize > ends.Length)
        {
            throw new InvalidDataException($"The block is corrupt: it has ends for {ends.Length / EndSize} items, and item {index} was asked for.");
        }

        return (long)BinaryPrimitives.ReadUInt32LittleEndian(ends[(index * EndSize)..]) - Base;
    }
}
