using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace OrleansPool.Sharing;

/// <summary>The memory of an array, of any number of dimensions.</summary>
internal sealed class SharedArray<T> : SharedBlock
{
    private readonly Array _array;

    /// <param name="array">The array to send, or null for one to be filled.</param>
    /// <param name="lengths">The lengths of its dimensions.</param>
    public SharedArray(Array? array, int[] lengths) => _array = array
        ?? (lengths is [int length] ? GC.AllocateUninitializedArray<T>(length) : Array.CreateInstance(typeof(T), lengths));

    public override object Value => _array;

    public override int[] Lengths => [.. Enumerable.Range(0, _array.Rank).Select(_array.GetLength)];

    public override long Bytes => _array.LongLength * Unsafe.SizeOf<T>();

    public override Span<byte> Slice(long offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((ulong)offset, (ulong)(Bytes - count), nameof(offset));
        return MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_array), (nint)offset), count);
    }
}
