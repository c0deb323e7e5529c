using System.Text;

namespace OrleansPool.CliTests.Support;

/// <summary>What a command wrote, which may come from several threads; it stays open whoever closes it.</summary>
internal sealed class SharedStream : Stream
{
    private readonly Lock _gate = new();
    private readonly MemoryStream _written = new();

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return Encoding.UTF8.GetString(_written.ToArray());
            }
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        lock (_gate)
        {
            _written.Write(buffer, offset, count);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
