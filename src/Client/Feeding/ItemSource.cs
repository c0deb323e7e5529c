namespace OrleansPool.Feeding;

/// <summary>The input of a job: read lazily, once, in order.</summary>
/// <param name="count">How many items the input says it has, or null.</param>
internal abstract class ItemSource<TItem>(int? count)
{
    /// <summary>How many items there will be, if that was known without reading when the job was made. A hint: an input may lie.</summary>
    public int? Count { get; } = count is >= 0 ? count : null;

    /// <summary>Whether it never waits, for items or for room, so that it is read before the call returns.</summary>
    public virtual bool IsAtHand => false;

    public static ItemSource<TItem> From(IEnumerable<TItem> items) => items switch
    {
        TItem[] array => new MemorySource<TItem>(array),
        List<TItem> list => new MemorySource<TItem>(list),
        _ => new EnumerableSource<TItem>(items),
    };

    public static ItemSource<TItem> From(IAsyncEnumerable<TItem> items) => new AsyncSource<TItem>(items);

    public static ItemSource<TItem> FromOne(TItem item) => new OneSource<TItem>(item);

    /// <summary>Reads the items into the builder, waiting for room in its window. What the input throws comes out of here.</summary>
    public abstract Task FeedAsync(ChunkBuilder<TItem> builder, CancellationToken cancellationToken);
}
