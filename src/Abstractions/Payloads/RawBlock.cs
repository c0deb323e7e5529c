using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansPool.Payloads;

/// <summary>Room for neighbouring raw items, filled in place: what is there is handed over as slices of the same memory, without a copy.</summary>
/// <param name="first">The first item.</param>
/// <param name="count">Room for how many.</param>
/// <param name="isReused">Whether whoever takes the items releases the memory, a use for each.</param>
internal sealed class RawBlock<T>(int first, int count, bool isReused = false)
{
    private readonly Memory<byte> _bytes =
        isReused && (long)count * BlockEncoder<T>.RawSize >= ReusedMemory.LeastBytes
            ? ReusedMemory.Rent(checked(count * BlockEncoder<T>.RawSize), count).Memory
            : GC.AllocateUninitializedArray<byte>(checked(count * BlockEncoder<T>.RawSize));

    /// <summary>A block with a copy of these items.</summary>
    public static ItemBlock Copy(ReadOnlySpan<T> items, bool isReused)
    {
        var block = new RawBlock<T>(0, items.Length, isReused);
        items.CopyTo(block.From(0));
        return block.Slice(0, items.Length);
    }

    /// <summary>The item after the last that there is room for.</summary>
    public int End => first + count;

    /// <summary>Where an item lies.</summary>
    public ref T this[int item] => ref From(item)[0];

    /// <summary>Where the items from one on lie.</summary>
    public Span<T> From(int item) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetReference(_bytes.Span)), count)[(item - first)..];

    /// <summary>Items that are there.</summary>
    public ItemBlock Slice(int from, int end) => new()
    {
        Count = end - from,
        ElementSize = BlockEncoder<T>.RawSize,
        Data = _bytes.Slice((from - first) * BlockEncoder<T>.RawSize, (end - from) * BlockEncoder<T>.RawSize),
    };

    /// <summary>No item from this one on will be there.</summary>
    public void EndAt(int item)
    {
        if (item < End)
        {
            ReusedMemory.Of(_bytes)?.Release(End - item);
        }
    }
}
