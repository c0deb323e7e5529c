using System.Buffers;

namespace OrleansPool.Payloads;

/// <summary>A byte array that grows by doubling and can be cut back to where it was.</summary>
internal sealed class BlockBuffer : IBufferWriter<byte>
{
    private const int FirstSize = 256;

    private byte[] _bytes = [];
    private int _expected;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    /// <summary>Cuts off what was written after the first <paramref name="length"/> bytes, or all.</summary>
    public void Truncate(int length = 0) => Length = length;

    public void Advance(int count) => Length += count;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(Length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(Length);
    }

    /// <summary>Appends room for <paramref name="count"/> bytes; what it holds is not defined.</summary>
    public Span<byte> Append(int count)
    {
        Reserve(count);
        Span<byte> added = _bytes.AsSpan(Length, count);
        Length += count;
        return added;
    }

    /// <summary>Hands over the array, or a copy when more than half of it would be wasted, and starts anew.</summary>
    public ReadOnlyMemory<byte> Detach()
    {
        ReadOnlyMemory<byte> written;
        _expected = Length;
        if (Length < _bytes.Length / 2)
        {
            written = Written.ToArray();
        }
        else
        {
            written = _bytes.AsMemory(0, Length);
            _bytes = [];
        }

        Length = 0;
        return written;
    }

    private void Reserve(int count)
    {
        long needed = (long)Length + count;
        if (needed <= _bytes.Length)
        {
            return;
        }

        if (needed > Array.MaxLength)
        {
            throw new InvalidOperationException($"Encoded items would take {needed} bytes, and an array can hold {Array.MaxLength}. Send smaller items.");
        }

        // What comes is most often as large as what came before.
        long size = _bytes.Length == 0 ? Math.Max(FirstSize, _expected + (_expected / 8L)) : _bytes.LongLength * 2;
        byte[] larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, Math.Max(needed, size)));
        Written.CopyTo(larger);
        _bytes = larger;
    }
}
