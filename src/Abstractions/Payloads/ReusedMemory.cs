using System.Buffers;
using System.Runtime.InteropServices;

namespace OrleansPool.Payloads;

/// <summary>
/// Memory of raw items that is used again: a block of this kind goes from hand to hand within one process and is never written to a message. New arrays of
/// this size are large objects, which cost a page fault for each 4 KiB and a collection of the whole heap for each few of them.
/// </summary>
/// <remarks>
/// It goes back when its last use is released. Whoever reads it and cannot be sure that it is still awaited takes a use first, and must not read when there is
/// none to be had; reading it then throws and never shows what others have written. What is not released is the garbage collector's.
/// </remarks>
internal sealed class ReusedMemory : MemoryManager<byte>
{
    /// <summary>To make smaller arrays anew costs next to nothing: they are no large objects by far.</summary>
    public const int LeastBytes = 32 << 10;

    private readonly int _length;
    private byte[]? _bytes;
    private int _uses;

    private ReusedMemory(int length, int uses)
    {
        _length = length;
        _uses = uses;
        _bytes = ArrayPool<byte>.Shared.Rent(length);
    }

    /// <summary>The memory that a block, or a slice of one, lies in; null for memory of another kind.</summary>
    public static ReusedMemory? Of(in ItemBlock block) => Of(block.Data);

    public static ReusedMemory? Of(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetMemoryManager(bytes, out ReusedMemory? memory) ? memory : null;

    /// <summary>Takes memory; what it holds is not defined.</summary>
    /// <param name="length">Bytes.</param>
    /// <param name="uses">How many uses have to be released before it goes back.</param>
    public static ReusedMemory Rent(int length, int uses) => new(length, uses);

    /// <summary>Takes one use more. False: it has gone back.</summary>
    public bool TryUse()
    {
        for (int uses = Volatile.Read(ref _uses); uses > 0;)
        {
            int seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses)
            {
                return true;
            }

            uses = seen;
        }

        return false;
    }

    /// <summary>Releases uses. With the last it goes back.</summary>
    /// <exception cref="InvalidOperationException">There were fewer.</exception>
    public void Release(int uses = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(uses);
        int left = Interlocked.Add(ref _uses, -uses);
        if (left < 0)
        {
            throw new InvalidOperationException($"{uses} uses of a block's memory were released, which are {-left} more than there were.");
        }

        if (left == 0)
        {
            ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref _bytes, null)!);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() =>
        (Volatile.Read(ref _bytes) ?? throw new ObjectDisposedException(nameof(ReusedMemory), "The items of this block are done, and its memory is used for others.")).AsSpan(0, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("Memory that is used again does not leave its process.");

    /// <inheritdoc/>
    public override void Unpin() => throw new NotSupportedException("Nothing was pinned.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Released, not disposed of.
    }
}
