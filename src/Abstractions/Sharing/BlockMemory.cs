using System.Buffers;

namespace OrleansPool.Sharing;

/// <summary>A part of a block as memory that a message can carry.</summary>
internal sealed class BlockMemory(SharedBlock block, long offset, int count) : MemoryManager<byte>
{
    public override Memory<byte> Memory => CreateMemory(count);

    public override Span<byte> GetSpan() => block.Slice(offset, count);

    public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("A shared value is not pinned.");

    public override void Unpin()
    {
        // Never pinned.
    }

    protected override void Dispose(bool disposing)
    {
        // The memory is the value's own.
    }
}
