using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Packages;

/// <summary>Writes a content of a package to disk as it arrives.</summary>
internal sealed class ContentReceiver(ContentStore store, ContentHeader header, Action<Exception?> ended) : SharedReceiver
{
    private readonly FileStream _file = store.NewFile();

    public override void Put(int index, ReadOnlyMemory<byte> part)
    {
        long at = (long)index * WireLimits.SharePartBytes;
        if (at < 0 || at + part.Length > header.Size)
        {
            throw new InvalidDataException($"A content of a code package was announced with {header.Size} bytes, and has more.");
        }

        RandomAccess.Write(_file.SafeFileHandle, part.Span, at);
    }

    public override object Finish()
    {
        try
        {
            if (_file.Length != header.Size)
            {
                throw new InvalidDataException($"A content of a code package was announced with {header.Size} bytes, and has {_file.Length}.");
            }

            store.Add(header.Hash, _file);
            ended(null);
            return header.Hash;
        }
        catch (Exception error)
        {
            _file.Dispose();
            ended(error);
            throw;
        }
    }
}
