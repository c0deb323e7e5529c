using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Retrying;

/// <summary>The awaited items of a job that are run again: they have left their chunks. Not thread-safe.</summary>
internal sealed class RetriedItems
{
    private readonly Dictionary<long, RetriedItem> _items = [];

    public RetriedItem? Find(long index) => _items.GetValueOrDefault(index);

    public RetriedItem Add(long index, ItemBlock argument, int attempt)
    {
        var item = new RetriedItem(index, argument);
        item.Threw(attempt);
        _items.Add(index, item);
        return item;
    }

    /// <summary>Takes the outcomes of a range; adds to <paramref name="fresh"/> the items that were awaited until now. Returns their bytes.</summary>
    public long Accept(ItemRange range, List<ItemRange> fresh)
    {
        long bytes = 0;
        foreach (RetriedItem item in In(range))
        {
            _items.Remove(item.Index);
            fresh.Add(new ItemRange(item.Index, 1));
            bytes += item.Bytes;
        }

        return bytes;
    }

    /// <summary>What a new coordinator must be given now; what waits for its back-off is submitted after that.</summary>
    public IEnumerable<ChunkMessage> Outstanding(int job, Func<long, int, bool> wasSent)
    {
        foreach (RetriedItem item in _items.Values.Where(item => !item.IsWaiting))
        {
            item.Offers += wasSent(item.Index, item.Throws) ? 1 : 0;
            yield return item.ToMessage(job);
        }
    }

    private List<RetriedItem> In(ItemRange range)
    {
        List<RetriedItem> found = [];
        if (range.Count > _items.Count)
        {
            found.AddRange(_items.Values.Where(item => item.Index >= range.First && item.Index < range.End));
            return found;
        }

        for (long index = range.First; index < range.End; index++)
        {
            if (Find(index) is { } item)
            {
                found.Add(item);
            }
        }

        return found;
    }
}
