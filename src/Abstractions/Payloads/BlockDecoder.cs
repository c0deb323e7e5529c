using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansPool.Payloads;

/// <summary>Decodes items of a block, each alone. Not thread-safe.</summary>
/// <param name="serializer">What decodes them.</param>
/// <param name="packedSize">For <see cref="Packed"/> items: the bytes that each of them has, or 0 when they differ.</param>
internal sealed class BlockDecoder<T>(PayloadSerializer serializer, int packedSize = 0)
{
    private ItemReader<T>? _reader;

    /// <summary>Decodes one item; an element that holds no value gives the default.</summary>
    /// <exception cref="InvalidDataException">The item does not decode, the block's parts do not fit together, or it holds items of another type.</exception>
    public T Decode(in ItemBlock block, int index)
    {
        if ((uint)index >= (uint)block.Count)
        {
            throw new ArgumentOutOfRangeException(nameof(index), $"Item {index} was asked for in a block of {block.Count}.");
        }

        if (TryGetSpan(block, out ReadOnlySpan<T> items))
        {
            return items[index];
        }

        ReadOnlyMemory<byte> bytes = block.ElementSize > 0 ? block.Element(index) : block.Frame(index);
        if (typeof(T) == typeof(Packed))
        {
            var packed = new Packed(bytes);
            return Unsafe.As<Packed, T>(ref packed);
        }

        ReadOnlySpan<byte> frame = bytes.Span;
        if (frame.IsEmpty)
        {
            return default!;
        }

        try
        {
            return (_reader ??= new ItemReader<T>(serializer)).Read(frame);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new InvalidDataException($"{TypeDisplay.WithArticle(typeof(T), isStart: true)} of {frame.Length} bytes cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Gives raw items without decoding; false when this type's items are framed.</summary>
    /// <exception cref="InvalidDataException">The block's parts do not fit together, or it holds items of another type.</exception>
    public bool TryGetSpan(in ItemBlock block, out ReadOnlySpan<T> span)
    {
        if (block.Count == 0)
        {
            span = default;
            return true;
        }

        bool isRaw = RawLayout.IsRaw<T>();
        int size = isRaw ? Unsafe.SizeOf<T>() : packedSize;
        if (block.ElementSize != size)
        {
            throw new InvalidDataException(
                $"The block does not hold items of type {typeof(T)}: its elements have {block.ElementSize} bytes, and here they have {size} (0: of any size). "
                + "Client and silo must run the same build.");
        }

        if (!isRaw)
        {
            span = default;
            return false;
        }

        ReadOnlySpan<byte> bytes = block.Data.Span;
        if (block.Count < 0 || (long)block.Count * size != bytes.Length)
        {
            throw new InvalidDataException($"The block is corrupt: {block.Count} items of {size} bytes in {bytes.Length} bytes.");
        }

        span = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(bytes)), block.Count);
        return true;
    }

    /// <summary>The block's items if they are raw; none if they have to be decoded one by one, or would fail in that.</summary>
    public ReadOnlySpan<T> RawItems(in ItemBlock block)
    {
        try
        {
            return TryGetSpan(block, out ReadOnlySpan<T> span) ? span : default;
        }
        catch (Exception error) when (error is InvalidDataException or ObjectDisposedException)
        {
            // Said of each item, as its own failure.
            return default;
        }
    }

    /// <summary>Decodes all items.</summary>
    public void DecodeTo(in ItemBlock block, Span<T> destination)
    {
        if (TryGetSpan(block, out ReadOnlySpan<T> items))
        {
            items.CopyTo(destination);
            return;
        }

        for (int index = 0; index < block.Count; index++)
        {
            destination[index] = Decode(block, index);
        }
    }
}
