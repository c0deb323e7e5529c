namespace OrleansPool.Feeding;

/// <summary>The input of a job: read lazily, once, in order.</summary>
internal abstract class ItemSource<TItem>
{
    /// <summary>How many items there will be, if that is known without reading. A hint: an input may lie.</summary>
    public virtual int? Count => null;

    public static ItemSource<TItem> From(IEnumerable<TItem> items) => items switch
    {
        TItem[] array => new MemorySource<TItem>(array),
        List<TItem> list => new MemorySource<TItem>(list),
        _ => new EnumerableSource<TItem>(items),
    };

    public static ItemSource<TItem> From(IAsyncEnumerable<TItem> items) => new AsyncSource<TItem>(items);

    public static ItemSource<TItem> FromOne(TItem item) => new MemorySource<TItem>(new[] { item });

    /// <summary>Reads the items into the builder, waiting for room in its window. What the input throws comes out of here.</summary>
    public abstract Task FeedAsync(ChunkBuilder<TItem> builder, CancellationToken cancellationToken);
}
