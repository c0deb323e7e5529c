using System.Buffers;

namespace OrleansPool.Cli.Lines;

/// <summary>Bytes that wait to be written; what was added last can be taken back.</summary>
internal sealed class LineBuffer : IBufferWriter<byte>
{
    private const int InitialSize = 1 << 17;
    private const int KeptSize = 1 << 22;

    private byte[] _bytes = new byte[InitialSize];

    /// <summary>How many there are. A smaller number drops the last ones.</summary>
    public int Length { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    public void EndLine() => Add("\n"u8);

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > KeptSize)
        {
            _bytes = new byte[InitialSize];
        }
    }

    private void Reserve(int more)
    {
        more = Math.Max(more, 256);
        if (_bytes.Length - Length < more)
        {
            Array.Resize(ref _bytes, Math.Max(checked(Length + more), (int)Math.Min(_bytes.Length * 2L, Array.MaxLength)));
        }
    }
}
