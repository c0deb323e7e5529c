using System.Buffers;

namespace OrleansPool.Payloads;

/// <summary>A <see cref="BlockBuffer"/> as a value type, for which the runtime makes code of its own that is faster than shared code.</summary>
internal readonly struct BlockWriter(BlockBuffer buffer) : IBufferWriter<byte>
{
    public void Advance(int count) => buffer.Advance(count);

    public Memory<byte> GetMemory(int sizeHint = 0) => buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => buffer.GetSpan(sizeHint);
}
