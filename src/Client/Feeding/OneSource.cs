namespace OrleansPool.Feeding;

/// <summary>The argument of an apply: a copy is made at the call, as callers change what they passed.</summary>
internal sealed class OneSource<TItem>(TItem item) : ItemSource<TItem>(1)
{
    public override bool IsAtHand => true;

    public override Task FeedAsync(ChunkBuilder<TItem> builder, CancellationToken cancellationToken)
    {
        // A window lets one item through always.
        builder.Add(item);
        return Task.CompletedTask;
    }
}
