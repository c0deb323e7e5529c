using System.Runtime.CompilerServices;

namespace OrleansPool.Feeding;

/// <summary>A lazy input. Its <c>MoveNext</c> may take long, so a timer sends what was read meanwhile.</summary>
internal sealed class EnumerableSource<TItem>(IEnumerable<TItem> items) : ItemSource<TItem>(CountOf(items))
{
    public override async Task FeedAsync(ChunkBuilder<TItem> builder, CancellationToken cancellationToken)
    {
        using IEnumerator<TItem> enumerator = items.GetEnumerator();
        await using Timer timer = builder.FlushRegularly();
        while (true)
        {
            int room = builder.Room;
            if (room == 0)
            {
                builder.Flush();
                await builder.Window.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!Read(enumerator, builder, room, cancellationToken))
            {
                return;
            }
        }
    }

    private static int? CountOf(IEnumerable<TItem> items)
    {
        try
        {
            return items.TryGetNonEnumeratedCount(out int count) ? count : null;
        }
        catch (Exception)
        {
            // Only a hint is lost: if the input is broken, reading it says so.
            return null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool Read(IEnumerator<TItem> enumerator, ChunkBuilder<TItem> builder, int room, CancellationToken cancellationToken)
    {
        for (int left = Math.Min(room, 1024); left > 0 && !cancellationToken.IsCancellationRequested; left--)
        {
            if (!enumerator.MoveNext())
            {
                return false;
            }

            if (builder.Add(enumerator.Current))
            {
                // The window is looked at again after each chunk: items may be large.
                break;
            }
        }

        return true;
    }
}
