namespace OrleansPool.Feeding;

/// <summary>An asynchronous input: what was read is sent before the feeder waits for more. It may block all the same, so a timer sends too.</summary>
internal sealed class AsyncSource<TItem>(IAsyncEnumerable<TItem> items) : ItemSource<TItem>(null)
{
    public override async Task FeedAsync(ChunkBuilder<TItem> builder, CancellationToken cancellationToken)
    {
        IAsyncEnumerator<TItem> enumerator = items.GetAsyncEnumerator(cancellationToken);
        await using Timer timer = builder.FlushRegularly();
        await using (enumerator.ConfigureAwait(false))
        {
            while (true)
            {
                if (builder.Room == 0)
                {
                    builder.Flush();
                    await builder.Window.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
                }

                ValueTask<bool> moved = enumerator.MoveNextAsync();
                if (!moved.IsCompleted)
                {
                    builder.Flush();
                }

                if (!await moved.ConfigureAwait(false))
                {
                    return;
                }

                builder.Add(enumerator.Current);
            }
        }
    }
}
