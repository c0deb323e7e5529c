using OrleansPool.Wire;

namespace OrleansPool.Insights;

/// <summary>The few items that took longest. Not thread-safe.</summary>
internal sealed class SlowestItems
{
    private const int Most = 5;

    // The longest first.
    private readonly List<Entry> _items = [];

    /// <summary>Whether the segment's slowest item is one of the few.</summary>
    public bool Wants(Segment segment) =>
        segment.SlowestMicroseconds > 0 && (_items.Count < Most || segment.SlowestMicroseconds > _items[^1].Microseconds);

    /// <param name="segment">What a worker reported.</param>
    /// <param name="input">The encoded input of its slowest item, if that is awaited; null for one that is not known any more.</param>
    public void Add(Segment segment, KeptInput? input)
    {
        if (!Wants(segment))
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

            input ??= _items[known].Input;
            _items.RemoveAt(known);
        }

        int at = _items.FindIndex(item => item.Microseconds < segment.SlowestMicroseconds);
        ItemFailure? failure = Array.Find(segment.Failures, failure => failure.Offset == segment.SlowestOffset);
        _items.Insert(
            at < 0 ? _items.Count : at,
            new Entry(index, segment.Silo, segment.WorkerSlot, segment.WorkerGeneration, segment.SlowestMicroseconds, input, failure));
        if (_items.Count > Most)
        {
            _items.RemoveAt(Most);
        }
    }

    /// <summary>The items, the longest first; each makes itself out when it is asked, which decodes its input.</summary>
    public Func<SlowItem>[] ToItems(Func<int, string> siloName, Func<KeptInput, string?> preview) =>
    [
        .. _items.Select(item => (Func<SlowItem>)(() => new SlowItem
        {
            Index = item.Index,
            WorkerId = WorkerName.Of(siloName(item.Silo), item.Slot, item.Generation),
            RunTime = TimeSpan.FromMicroseconds(item.Microseconds),
            HasFailed = item.Failure is not null,
            InputPreview = item.Failure?.Preview ?? (item.Input is { } input ? preview(input) : null),
        })),
    ];

    private sealed record Entry(long Index, int Silo, int Slot, int Generation, long Microseconds, KeptInput? Input, ItemFailure? Failure);
}
