using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>Copies each part to its place as it arrives: there is never more than a part beside the value.</summary>
internal sealed class BlockReceiver(SharedBlock block) : SharedReceiver
{
    private long _bytes;

    public override void Put(int index, ReadOnlyMemory<byte> part)
    {
        part.Span.CopyTo(block.Slice((long)index * WireLimits.SharePartBytes, part.Length));
        _bytes += part.Length;
    }

    public override object Finish() => _bytes == block.Bytes
        ? block.Value
        : throw new InvalidDataException($"{_bytes} bytes of {block.Bytes} arrived.");
}
