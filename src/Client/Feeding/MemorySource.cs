using System.Runtime.InteropServices;

namespace OrleansPool.Feeding;

/// <summary>An array or a list: taken in blocks, since it can't make the feeder wait.</summary>
internal sealed class MemorySource<TItem> : ItemSource<TItem>
{
    private readonly TItem[]? _array;
    private readonly List<TItem>? _list;

    public MemorySource(TItem[] array)
        : base(array.Length) => _array = array;

    public MemorySource(List<TItem> list)
        : base(list.Count) => _list = list;

    public override async Task FeedAsync(ChunkBuilder<TItem> builder, CancellationToken cancellationToken)
    {
        int taken = 0;
        while (true)
        {
            await builder.Window.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            taken += builder.AddRange(Rest(taken));
            if (Rest(taken).IsEmpty)
            {
                return;
            }

            if (builder.Room == 0)
            {
                builder.Flush();
            }
        }
    }

    private ReadOnlySpan<TItem> Rest(int taken)
    {
        // Not ICollection.CopyTo: the list is read as it is now, without a copy of its own.
        ReadOnlySpan<TItem> all = _array is null ? CollectionsMarshal.AsSpan(_list) : new ReadOnlySpan<TItem>(_array);
        return all[Math.Min(taken, all.Length)..];
    }
}
