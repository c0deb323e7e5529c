using OrleansPool.Wire;

namespace OrleansPool.Insights;

/// <summary>The few items that took longest. Not thread-safe.</summary>
internal sealed class SlowestItems
{
    private const int Most = 5;

    // The longest first.
    private readonly List<Entry> _items = [];

    public void Add(Segment segment)
    {
        if (segment.SlowestMicroseconds == 0 || (_items.Count == Most && segment.SlowestMicroseconds <= _items[^1].Microseconds))
        {
            return;
        }

        long index = segment.First + segment.SlowestOffset;
        int known = _items.FindIndex(item => item.Index == index);
        if (known >= 0)
        {
            // Another run of the same item: the longer one counts.
            if (_items[known].Microseconds >= segment.SlowestMicroseconds)
            {
                return;
            }

            _items.RemoveAt(known);
        }

        int at = _items.FindIndex(item => item.Microseconds < segment.SlowestMicroseconds);
        string? preview = Array.Find(segment.Failures, failure => failure.Offset == segment.SlowestOffset)?.Preview;
        _items.Insert(
            at < 0 ? _items.Count : at,
            new Entry(index, segment.Silo, segment.WorkerSlot, segment.WorkerGeneration, segment.SlowestMicroseconds, preview));
        if (_items.Count > Most)
        {
            _items.RemoveAt(Most);
        }
    }

    public SlowItem[] ToItems(Func<int, string> siloName) =>
    [
        .. _items.Select(item => new SlowItem
        {
            Index = item.Index,
            WorkerId = WorkerName.Of(siloName(item.Silo), item.Slot, item.Generation),
            RunTime = TimeSpan.FromMicroseconds(item.Microseconds),
            InputPreview = item.Preview,
        }),
    ];

    private readonly record struct Entry(long Index, int Silo, int Slot, int Generation, long Microseconds, string? Preview);
}
