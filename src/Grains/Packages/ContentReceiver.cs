using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Packages;

/// <summary>Writes a content of a package to disk as it arrives.</summary>
/// <param name="store">Where it goes.</param>
/// <param name="header">What was said of it.</param>
/// <param name="silo">The silo, for messages.</param>
/// <param name="ended">Told when it is there, or why not.</param>
internal sealed class ContentReceiver(ContentStore store, ContentHeader header, string silo, Action<Exception?> ended) : SharedReceiver
{
    private readonly FileStream _file = store.NewFile(header.Size);
    private long _written;

    public override void Put(int index, ReadOnlyMemory<byte> part)
    {
        long at = (long)index * WireLimits.SharePartBytes;
        if (at < 0 || at + part.Length > header.Size)
        {
            throw Refuse(new InvalidDataException($"a content was announced with {header.Size} bytes and has more."));
        }

        try
        {
            RandomAccess.Write(_file.SafeFileHandle, part.Span, at);
            _written += part.Length;
        }
        catch (IOException full)
        {
            throw Refuse(full);
        }
    }

    public override object Finish()
    {
        try
        {
            if (_written != header.Size)
            {
                throw new InvalidDataException($"a content was announced with {header.Size} bytes and has {_written}.");
            }

            store.Add(header.Hash, _file);
            ended(null);
            return header.Hash;
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Refuse(error);
        }
    }

    public override void Dispose() => ContentStore.Discard(_file);

    private CodeRefusedException Refuse(Exception reason)
    {
        Dispose();
        CodeRefusedException refused = KeepFailure.Of(silo, header.Package, reason, store.Folder);
        ended(refused);
        return refused;
    }
}
