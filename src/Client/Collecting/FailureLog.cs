namespace OrleansPool.Collecting;

/// <summary>The failures of one job: all, or so many as bounded memory allows. Thread-safe.</summary>
internal sealed class FailureLog
{
    /// <summary>What is kept of a job whose input may be endless.</summary>
    public const int MostItems = 10_000;

    /// <summary>The same in bytes: a failure may hold a megabyte.</summary>
    public const long MostBytes = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, FailedItem> _items = [];
    private readonly int _mostItems;
    private readonly long _mostBytes;
    private FailedItem? _first;
    private long _bytes;

    private FailureLog(int mostItems, long mostBytes)
    {
        _mostItems = mostItems;
        _mostBytes = mostBytes;
    }

    /// <summary>The failure with the lowest index, kept or not; null when there is none.</summary>
    public FailedItem? First
    {
        get
        {
            lock (_gate)
            {
                return _first;
            }
        }
    }

    /// <summary>Keeps all failures, as the job keeps all results.</summary>
    public static FailureLog Unlimited() => new(int.MaxValue, long.MaxValue);

    /// <summary>Keeps the first failures that arrive.</summary>
    public static FailureLog Bounded() => new(MostItems, MostBytes);

    public void Add(FailedItem item)
    {
        lock (_gate)
        {
            if (_first is null || item.Index < _first.Index)
            {
                _first = item;
            }

            if (_items.Count < _mostItems && _bytes < _mostBytes)
            {
                _items[item.Index] = item;
                _bytes += item.Bytes;
            }
        }
    }

    public FailedItem? Find(long index)
    {
        lock (_gate)
        {
            return _items.GetValueOrDefault(index);
        }
    }

    /// <summary>Those that are kept, by index.</summary>
    public IReadOnlyList<FailedItem> ToList()
    {
        FailedItem[] items;
        lock (_gate)
        {
            items = [.. _items.Values];
        }

        Array.Sort(items, static (left, right) => left.Index.CompareTo(right.Index));
        return Array.AsReadOnly(items);
    }
}
