namespace OrleansPool.Feeding;

/// <summary>How many items a chunk gets. Pure: no clock, no I/O.</summary>
/// <remarks>
/// A size that the caller gave is kept. Otherwise, for a known number of items, CPython's rule (<c>Lib/multiprocessing/pool.py</c>,
/// <c>Pool._map_async</c>): ⌈items / (4 × workers)⌉; and where the number is unknown or a window limits reading ahead, chunks start at
/// one item and double, up to an eighth of the window. Silos cut leases from chunks by measured time, so a large chunk costs no balance.
/// </remarks>
internal sealed class ChunkSizer(int? chunkSize, int? itemCount, Func<int> workers, FeedWindow window)
{
    private const int ChunksPerWorker = 4;
    private const int MostItems = 1 << 16;
    private const int ChunksPerWindow = 8;

    private int _grown = 1;

    /// <summary>Items that the next chunk gets.</summary>
    public int Target => chunkSize ?? Math.Min(WindowShare(), WorkerShare() ?? _grown);

    /// <summary>A chunk reached its target before the input made it wait: the next may be larger.</summary>
    public void ChunkFilled() => _grown = Math.Min(_grown * 2, MostItems);

    private int? WorkerShare() => itemCount is { } count ? Math.Max(1, ((count - 1) / (ChunksPerWorker * Math.Max(1, workers()))) + 1) : null;

    private int WindowShare() => window.Limit == int.MaxValue ? int.MaxValue : Math.Max(1, window.Limit / ChunksPerWindow);
}
