using System.Buffers;
using System.Threading.Channels;
using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>Cuts what is written into parts and waits while nobody takes them. The first are small, so that a small value takes little.</summary>
internal sealed class PartWriter(
    ChannelWriter<ReadOnlyMemory<byte>> parts,
    long limit,
    Func<long, long, Exception> tooLarge,
    CancellationToken cancellationToken) : IBufferWriter<byte>
{
    private const int FirstPart = 1 << 10;
    private const int Growth = 8;

    private byte[] _part = [];
    private int _next = FirstPart;
    private int _written;
    private long _sent;

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _part.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return _part.AsSpan(_written);
    }

    public void Complete()
    {
        Send();
        parts.Complete();
    }

    public void Complete(Exception error) => parts.TryComplete(error);

    private void Reserve(int count)
    {
        if (_part.Length - _written >= count)
        {
            return;
        }

        Send();
        _part = GC.AllocateUninitializedArray<byte>(Math.Max(count, _next));
        _next = Math.Min(WireLimits.SharePartBytes, _next * Growth);
    }

    private void Send()
    {
        if (_written == 0)
        {
            return;
        }

        _sent += _written;
        if (_sent > limit)
        {
            throw tooLarge(_sent, limit);
        }

        ReadOnlyMemory<byte> part = _part.AsMemory(0, _written);
        _part = [];
        _written = 0;
        if (!parts.TryWrite(part))
        {
            parts.WriteAsync(part, cancellationToken).AsTask().GetAwaiter().GetResult();
        }
    }
}
