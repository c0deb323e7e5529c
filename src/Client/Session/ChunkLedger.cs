using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>
/// The chunks of one job whose outcomes have not all arrived: what is offered again when the coordinator is lost, and what makes
/// delivery exactly-once, since an outcome counts only for an item that is still awaited. Not thread-safe.
/// </summary>
internal sealed class ChunkLedger
{
    private readonly List<Entry> _entries = [];
    private int _head;
    private int _complete;

    /// <summary>Items that are awaited.</summary>
    public long Awaited { get; private set; }

    /// <summary>Encoded bytes of the awaited items.</summary>
    public long AwaitedBytes { get; private set; }

    public void Add(long first, ItemBlock items)
    {
        _entries.Add(new Entry(first, items));
        Awaited += items.Count;
        AwaitedBytes += items.Bytes;
    }

    /// <summary>Takes the outcomes of a range; adds to <paramref name="fresh"/> the parts of it that were awaited until now.</summary>
    public void Accept(ItemRange range, List<ItemRange> fresh)
    {
        for (int at = Find(range.First); at < _entries.Count && _entries[at].First < range.End; at++)
        {
            Entry entry = _entries[at];
            int before = fresh.Count;
            bool wasComplete = entry.IsComplete;
            entry.Accept(range, fresh, out long bytes);
            _complete += entry.IsComplete && !wasComplete ? 1 : 0;
            AwaitedBytes -= bytes;
            for (int added = before; added < fresh.Count; added++)
            {
                Awaited -= fresh[added].Count;
            }
        }

        while (_head < _entries.Count && _entries[_head].IsComplete)
        {
            _head++;
        }

        // One slow item must not keep the entries of all that came after it.
        if (_complete > 64 && _complete * 2 > _entries.Count)
        {
            _entries.RemoveAll(entry => entry.IsComplete);
            _head = 0;
            _complete = 0;
        }
    }

    /// <summary>
    /// The awaited items as messages for a new coordinator. Those that were sent to the old one may have been started there.
    /// </summary>
    public IEnumerable<ChunkMessage> Outstanding(int job, Func<long, bool> wasSent)
    {
        for (int at = _head; at < _entries.Count; at++)
        {
            Entry entry = _entries[at];
            entry.Offers += wasSent(entry.First) ? 1 : 0;
            foreach (ItemRange range in entry.Awaited())
            {
                yield return new ChunkMessage
                {
                    Job = job,
                    First = range.First,
                    Items = entry.Items.Slice((int)(range.First - entry.First), range.Count),
                    Doubts = entry.Offers,
                };
            }
        }
    }

    private int Find(long item)
    {
        int low = _head;
        int high = _entries.Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (_entries[middle].End <= item)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    private sealed class Entry(long first, ItemBlock items)
    {
        // The ranges that are still awaited, in order; nearly always one, since outcomes arrive from the front.
        private readonly List<ItemRange> _awaited = [new ItemRange(first, items.Count)];

        public long First { get; } = first;

        public long End { get; } = first + items.Count;

        public ItemBlock Items { get; private set; } = items;

        public int Offers { get; set; }

        public bool IsComplete => _awaited.Count == 0;

        public IReadOnlyList<ItemRange> Awaited() => _awaited;

        public void Accept(ItemRange range, List<ItemRange> fresh, out long bytes)
        {
            bytes = 0;
            for (int at = _awaited.Count - 1; at >= 0; at--)
            {
                ItemRange have = _awaited[at];
                long from = Math.Max(have.First, range.First);
                long to = Math.Min(have.End, range.End);
                if (from >= to)
                {
                    continue;
                }

                fresh.Add(new ItemRange(from, (int)(to - from)));
                bytes += Items.Slice((int)(from - First), (int)(to - from)).Bytes;
                _awaited.RemoveAt(at);
                if (to < have.End)
                {
                    _awaited.Insert(at, new ItemRange(to, (int)(have.End - to)));
                }

                if (from > have.First)
                {
                    _awaited.Insert(at, new ItemRange(have.First, (int)(from - have.First)));
                }
            }

            if (IsComplete)
            {
                // The arguments are not needed any more; the entry itself may wait behind a slow one.
                Items = default;
            }
        }
    }
}
