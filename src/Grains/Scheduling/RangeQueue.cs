namespace OrleansPool.Scheduling;

/// <summary>A queue of ranges with two ends, without an allocation for each range.</summary>
internal sealed class RangeQueue
{
    private PendingRange[] _ranges = [];
    private int _head;

    /// <summary>Ranges in the queue.</summary>
    public int Count { get; private set; }

    /// <summary>Items in all ranges.</summary>
    public long Items { get; private set; }

    public ref readonly PendingRange First => ref _ranges[_head];

    public void AddLast(in PendingRange range)
    {
        EnsureRoom();
        _ranges[(_head + Count) & (_ranges.Length - 1)] = range;
        Count++;
        Items += range.Count;
    }

    public void AddFirst(in PendingRange range)
    {
        Items += range.Count;
        if (Count > 0 && range.IsContinuedBy(_ranges[_head]))
        {
            // What comes back in pieces must not lengthen the queue for ever.
            _ranges[_head] = range with { Count = range.Count + _ranges[_head].Count };
            return;
        }

        EnsureRoom();
        _head = (_head - 1) & (_ranges.Length - 1);
        _ranges[_head] = range;
        Count++;
    }

    /// <summary>Removes the first items of the first range.</summary>
    public void Take(int items)
    {
        Items -= items;
        ref var first = ref _ranges[_head];
        if (items < first.Count)
        {
            first = first.Skip(items);
            return;
        }

        first = default;
        _head = (_head + 1) & (_ranges.Length - 1);
        Count--;
    }

    private void EnsureRoom()
    {
        if (Count < _ranges.Length)
        {
            return;
        }

        var larger = new PendingRange[Math.Max(4, _ranges.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = _ranges[(_head + i) & (_ranges.Length - 1)];
        }

        _ranges = larger;
        _head = 0;
    }
}
