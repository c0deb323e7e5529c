using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansPool.Payloads;

/// <summary>Room for neighbouring raw items, filled in place: what is there is handed over as slices of the same memory, without a copy.</summary>
/// <param name="first">The first item.</param>
/// <param name="count">Room for how many.</param>
internal sealed class RawBlock<T>(int first, int count)
{
    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(checked(count * BlockEncoder<T>.RawSize));

    /// <summary>The item after the last that there is room for.</summary>
    public int End => first + count;

    /// <summary>Where an item lies.</summary>
    public ref T this[int item] => ref From(item)[0];

    /// <summary>Where the items from one on lie.</summary>
    public Span<T> From(int item) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(_bytes)), count)[(item - first)..];

    /// <summary>Items that are there.</summary>
    public ItemBlock Slice(int from, int end) => new()
    {
        Count = end - from,
        ElementSize = BlockEncoder<T>.RawSize,
        Data = _bytes.AsMemory((from - first) * BlockEncoder<T>.RawSize, (end - from) * BlockEncoder<T>.RawSize),
    };
}
