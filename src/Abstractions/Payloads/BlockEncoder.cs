using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansPool.Payloads;

/// <summary>Encodes items one after another into a block. Not thread-safe.</summary>
/// <param name="serializer">What encodes them.</param>
/// <param name="packedSize">For <see cref="Packed"/> items: the bytes that each of them has, or 0 when they differ.</param>
internal sealed class BlockEncoder<T>(PayloadSerializer serializer, int packedSize = 0)
{
    private readonly int _elementSize = IsRaw ? RawSize : packedSize;
    private readonly BlockBuffer _data = new();
    private readonly BlockBuffer _ends = new();
    private ItemWriter<T>? _writer;

    /// <summary>Whether items of this type are copied as memory.</summary>
    public static bool IsRaw => RawLayout.IsRaw<T>();

    /// <summary>Bytes of a raw item.</summary>
    public static int RawSize => Unsafe.SizeOf<T>();

    public int Count { get; private set; }

    public long Bytes => _data.Length + (long)_ends.Length;

    /// <summary>Adds an item. When it cannot be encoded the block stays as it was.</summary>
    public void Add(T item)
    {
        if (IsRaw)
        {
            Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(_data.Append(RawSize)), item);
            Count++;
            return;
        }

        if (typeof(T) == typeof(Packed))
        {
            ReadOnlySpan<byte> bytes = Unsafe.As<T, Packed>(ref item).Bytes.Span;
            bytes.CopyTo(_data.Append(bytes.Length));
            EndElement();
            return;
        }

        int before = _data.Length;
        try
        {
            (_writer ??= new ItemWriter<T>(serializer)).Write(item, _data);
            EndElement();
        }
        catch
        {
            _data.Truncate(before);
            throw;
        }
    }

    /// <summary>Adds an element that holds no value, so that those after it keep their places.</summary>
    public void AddHole()
    {
        _data.Append(_elementSize).Clear();
        EndElement();
    }

    /// <summary>Takes back what was added last.</summary>
    public void RemoveLast()
    {
        Count--;
        if (_elementSize > 0)
        {
            _data.Truncate(Count * _elementSize);
            return;
        }

        _ends.Truncate(Count * ItemBlock.EndSize);
        _data.Truncate(Count == 0 ? 0 : (int)BinaryPrimitives.ReadUInt32LittleEndian(_ends.Written[^ItemBlock.EndSize..]));
    }

    /// <summary>Moves the one item that was added to the end of another block, and starts anew. Not for raw items.</summary>
    public void MoveTo(BlockEncoder<T> other)
    {
        _data.Written.CopyTo(other._data.Append(_data.Length));
        other.EndElement();
        _data.Truncate();
        _ends.Truncate();
        Count = 0;
    }

    /// <summary>Hands over what was added and starts anew.</summary>
    public ItemBlock ToBlock()
    {
        var block = new ItemBlock
        {
            Count = Count,
            ElementSize = Count > 0 ? _elementSize : 0,
            Data = _data.Detach(),
            Ends = _ends.Detach(),
        };
        Count = 0;
        return block;
    }

    private void EndElement()
    {
        if (_elementSize == 0)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_ends.Append(ItemBlock.EndSize), (uint)_data.Length);
        }

        Count++;
    }
}
