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
        foreach (long item in _items.Keys.Where(item => item >= first && item < first + count).ToArray())
        {
            _items[item] = false;
        }
    }

    /// <summary>How many outcomes of a segment are of items that have ended before.</summary>
    public int Repeated(Segment segment)
    {
        int repeated = 0;
        foreach ((long item, bool hasEnded) in _items)
        {
            if (item >= segment.First && item < segment.First + segment.Values.Count)
            {
                repeated += hasEnded ? 1 : 0;
                _items[item] = true;
            }
        }

        return repeated;
    }
}
