using System.Runtime.CompilerServices;
using System.Threading.Channels;
using OrleansPool.Payloads;

namespace OrleansPool.Sharing;

/// <summary>Encodes a value part by part while they are sent: it is never encoded as a whole.</summary>
internal sealed class ValueSource<T>(ReadOnlyMemory<byte> header, T value) : SharedSource(header)
{
    public override async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(long limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });

        // Encoding is code of the value's type and waits while the link is behind: on a thread of its own.
        _ = Task.Factory.StartNew(
            () => Encode(new PartWriter(parts.Writer, limit, TooLarge, left.Token)),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            await foreach (ReadOnlyMemory<byte> part in parts.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return part;
            }
        }
        finally
        {
            await left.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Encode(PartWriter parts)
    {
        try
        {
            PayloadSerializer.Shared.Write(value, parts);
            parts.Complete();
        }
        catch (Exception error)
        {
            parts.Complete(error);
        }
    }
}
