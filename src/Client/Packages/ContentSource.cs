using System.Runtime.CompilerServices;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Packages;

/// <summary>Sends a content of a code package: a file, or the manifest.</summary>
/// <param name="content">What silos must know of it.</param>
/// <param name="open">Gives the content.</param>
/// <param name="changed">What to say when it ends too early; null for what cannot.</param>
internal sealed class ContentSource(ContentHeader content, Func<Stream> open, Func<Exception, Exception>? changed = null) : SharedSource(ReadOnlyMemory<byte>.Empty)
{
    public override ContentHeader Content => content;

    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(long limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Stream stream = open();
        for (long left = content.Size; left > 0;)
        {
            byte[] part = new byte[(int)Math.Min(left, WireLimits.SharePartBytes)];
            await ReadAsync(stream, part, cancellationToken).ConfigureAwait(false);
            left -= part.Length;
            yield return part;
        }
    }

    private async Task ReadAsync(Stream stream, byte[] part, CancellationToken cancellationToken)
    {
        try
        {
            await stream.ReadExactlyAsync(part, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException error) when (changed is not null)
        {
            throw changed(error);
        }
    }
}
