using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>The items of a job that run twice, of which the first outcome counts.</summary>
internal sealed class HedgedItems
{
    // Whether an outcome has come.
    private readonly Dictionary<long, bool> _items = [];

    public void Add(long item) => _items.TryAdd(item, false);

    /// <summary>Items threw and run again: what comes for them next counts.</summary>
    public void Retry(long first, int count)
    {
        for (long item = first; item < first + count; item++)
        {
            if (_items.ContainsKey(item))
            {
                _items[item] = false;
            }
        }
    }

    /// <summary>The items of a segment that have ended before.</summary>
    public IReadOnlyCollection<long> Repeated(Segment segment)
    {
        if (_items.Count == 0)
        {
            return [];
        }

        List<long> repeated = [];
        foreach ((long item, bool hasEnded) in _items)
        {
            if (item >= segment.First && item < segment.First + segment.Values.Count)
            {
                if (hasEnded)
                {
                    repeated.Add(item);
                }

                _items[item] = true;
            }
        }

        return repeated;
    }
}
