namespace OrleansPool.Feeding;

/// <summary>How many items go to the coordinator together. Pure: no clock, no I/O.</summary>
/// <remarks>
/// For a known number of items, CPython's rule (<c>Lib/multiprocessing/pool.py</c>, <c>Pool._map_async</c>): ⌈items / (4 × workers)⌉; and where the
/// number is unknown or a window limits reading ahead, one item at first and then twice as many each time, up to an eighth of the window. Of a chunk size
/// that the caller gave it is a multiple. The scheduler cuts leases from it, by measured time and in whole chunks of that size, so it costs no balance.
/// </remarks>
internal sealed class ChunkSizer(int? chunkSize, int? itemCount, Func<int> workers, FeedWindow window)
{
    private const int ChunksPerWorker = 4;
    private const int MostItems = 1 << 14;
    private const int ChunksPerWindow = 8;

    private int _grown = 1;

    /// <summary>Items of a chunk, as the caller gave it; what is sent is made of whole ones.</summary>
    public int Unit { get; } = chunkSize ?? 1;

    /// <summary>Items that go together next.</summary>
    public int Target => Math.Max(Unit, Whole(Math.Min(WindowShare(), WorkerShare() ?? _grown)));

    /// <summary>As many of the items as make whole chunks, or all where there is not one.</summary>
    public int Whole(int items) => items < Unit ? items : items - (items % Unit);

    /// <summary>The target was reached before the input made it wait: the next may be larger.</summary>
    public void TargetReached() => _grown = Math.Min(_grown * 2, MostItems);

    private int? WorkerShare() => itemCount is { } count ? Math.Max(1, ((count - 1) / (ChunksPerWorker * Math.Max(1, workers()))) + 1) : null;

    private int WindowShare() => window.Limit == int.MaxValue ? int.MaxValue : Math.Max(1, window.Limit / ChunksPerWindow);
}
