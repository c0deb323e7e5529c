using System.Runtime.CompilerServices;
using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>Sends a block from its own memory: nothing is copied here.</summary>
internal sealed class BlockSource(ReadOnlyMemory<byte> header, SharedBlock block) : SharedSource(header)
{
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(long limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        if (block.Bytes > limit)
        {
            throw TooLarge(block.Bytes, limit);
        }

        for (long at = 0; at < block.Bytes; at += WireLimits.SharePartBytes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new BlockMemory(block, at, (int)Math.Min(WireLimits.SharePartBytes, block.Bytes - at)).Memory;
        }
    }
}
