using System.Runtime.CompilerServices;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Feeding;

/// <summary>Collects items into chunks: closes one when it has its size, its bytes, or when it is told not to wait for more.</summary>
/// <remarks>Thread-safe: besides the feeder a timer may flush, so that items do not wait for a slow input.</remarks>
internal sealed class ChunkBuilder<TItem>(
    PayloadSerializer serializer,
    FeedWindow window,
    ChunkSizer sizer,
    long maxItemBytes,
    IFeedTarget target,
    bool reusesMemory = false)
{
    private static readonly TimeSpan FlushPeriod = TimeSpan.FromMilliseconds(5);

    private readonly Lock _gate = new();
    private readonly BlockEncoder<TItem> _encoder = new(serializer);
    private long _first;
    private int _target;

    /// <summary>Items taken so far, failed ones too.</summary>
    public long Count { get; private set; }

    public FeedWindow Window => window;

    /// <summary>How many items may be added now: the window's room less what is collected and not yet counted there.</summary>
    public int Room
    {
        get
        {
            lock (_gate)
            {
                return Math.Max(0, window.Room() - _encoder.Count);
            }
        }
    }

    // Of a given chunk size, what is cut is cut by that.
    private int MostBytes => sizer.Unit > 1 ? WireLimits.MessageBytes : window.ChunkBytes;

    /// <returns>Whether it closed a chunk, so that there may be no room for more.</returns>
    public bool Add(TItem item)
    {
        lock (_gate)
        {
            return AddLocked(item);
        }
    }

    /// <summary>Adds items that are in memory already, as many as fit into the window; returns how many it took.</summary>
    public int AddRange(ReadOnlySpan<TItem> items)
    {
        int taken = 0;
        lock (_gate)
        {
            if (!BlockEncoder<TItem>.IsRaw)
            {
                int most = Math.Min(items.Length, Room);
                while (taken < most && !AddLocked(items[taken++]))
                {
                    // The window is looked at again after each chunk: items may be large.
                }

                return taken;
            }

            int bytesLimit = Math.Max(1, MostBytes / Math.Max(1, BlockEncoder<TItem>.RawSize));
            while (taken < items.Length && window.Room() is > 0 and int room)
            {
                int count = sizer.Whole(Math.Min(Math.Min(items.Length - taken, room), Math.Min(sizer.Target, bytesLimit)));
                FlushLocked();
                ItemBlock block = RawBlock<TItem>.Copy(items.Slice(taken, count), reusesMemory);
                Count += count;
                taken += count;
                sizer.TargetReached();
                Send(block);
            }
        }

        return taken;
    }

    /// <summary>Sends what there is.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            FlushLocked();
        }
    }

    /// <summary>Sends what there is again and again, while an input blocks, until the timer is disposed.</summary>
    public Timer FlushRegularly() => new(static state => ((ChunkBuilder<TItem>)state!).Flush(), this, FlushPeriod, FlushPeriod);

    // Chunks of a given size go together only as far as none of them has to be cut for the size of a message.
    private bool IsLargeAndWhole() => sizer.Unit > 1 && _encoder.Bytes >= WireLimits.MessageBytes / 2 && _encoder.Count % sizer.Unit == 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool AddLocked(TItem item)
    {
        if (_encoder.Count == 0)
        {
            _target = sizer.Target;
        }

        long before = _encoder.Bytes;
        try
        {
            _encoder.Add(item);
        }
        catch (SharedReleasedException released)
        {
            Fail(item, released.Reason);
            return true;
        }
        catch (Exception error)
        {
            Fail(item, new ArgumentNotSerializableException(
                $"Item {Count} ({TypeDisplay.Of(typeof(TItem))}) could not be encoded: {PayloadProblem.Explain(error, ValueRole.Argument)}",
                error));
            return true;
        }

        long bytes = _encoder.Bytes - before;
        if (bytes > maxItemBytes)
        {
            // Rare: the whole chunk is dropped with the item and what was before it is sent from a slice.
            ItemBlock block = _encoder.ToBlock();
            Send(block.Slice(0, block.Count - 1));
            Fail(item, TooLarge(bytes));
            return true;
        }

        Count++;
        if (_encoder.Count >= _target || _encoder.Bytes >= MostBytes || IsLargeAndWhole())
        {
            sizer.TargetReached();
            FlushLocked();
            return true;
        }

        return false;
    }

    private void FlushLocked()
    {
        if (_encoder.Count > 0)
        {
            Send(_encoder.ToBlock());
        }
    }

    private void Send(ItemBlock block)
    {
        long first = _first;
        _first = Count;
        if (block.Count > 0)
        {
            window.Read(block.Count, block.Bytes);
            target.OnChunk(first, block);
        }
    }

    private void Fail(TItem item, Exception error)
    {
        FlushLocked();
        window.Read(1, 0);
        target.OnItemFailed(new FailedItem { Index = Count, Error = error, InputPreview = Preview.Of(item) });
        Count++;
        _first = Count;
    }

    private PayloadTooLargeException TooLarge(long bytes) => new(
        $"Item {Count} has {bytes} bytes when encoded; the limit is {maxItemBytes}. Pass a smaller one or a path to it, or raise PoolOptions.MaxItemBytes.",
        bytes,
        maxItemBytes);
}
