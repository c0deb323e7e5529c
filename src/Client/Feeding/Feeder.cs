namespace OrleansPool.Feeding;

/// <summary>Reads a job's input to its end, on the thread pool, and says how it ended.</summary>
internal static class Feeder
{
    public static async Task RunAsync<TItem>(
        ItemSource<TItem> source,
        ChunkBuilder<TItem> builder,
        IFeedTarget target,
        CancellationToken cancellationToken)
    {
        Exception? error = null;
        try
        {
            await source.FeedAsync(builder, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The job ended first: nobody waits for the rest of the input.
            return;
        }
        catch (Exception thrown)
        {
            error = thrown;
        }

        builder.Flush();
        target.OnInputEnded(builder.Count, error);
    }
}
