using OrleansPool.Payloads;
using OrleansPool.Retrying;
using OrleansPool.Wire;

namespace OrleansPool.Session;

/// <summary>
/// The chunks of one job whose outcomes have not all arrived: what is offered again when the coordinator is lost, and what makes
/// delivery exactly-once, since an outcome counts only for an item that is still awaited. Not thread-safe.
/// </summary>
internal sealed class ChunkLedger
{
    private readonly List<Entry> _entries = [];
    private RetriedItems? _retried;
    private Dictionary<long, ChargedItem>? _charged;
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
            if (entry.IsComplete)
            {
                continue;
            }

            int before = fresh.Count;
            entry.Accept(range, fresh, out long bytes);
            _complete += entry.IsComplete ? 1 : 0;
            AwaitedBytes -= bytes;
            for (int added = before; added < fresh.Count; added++)
            {
                Awaited -= fresh[added].Count;
            }
        }

        if (_retried is not null)
        {
            int before = fresh.Count;
            AwaitedBytes -= _retried.Accept(range, fresh);
            Awaited -= fresh.Count - before;
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

    /// <summary>Notes that the function of an item threw, and says what that means. An item that is to be run again is awaited as before.</summary>
    /// <param name="item">The item's index.</param>
    /// <param name="attempt">The run in which it threw.</param>
    /// <param name="most">How often it may be run in all because it threw.</param>
    public ThrowVerdict Threw(long item, int attempt, int most)
    {
        if (_retried?.Find(item) is { } retried)
        {
            if (retried.IsLate(attempt))
            {
                return ThrowVerdict.Late;
            }

            if (retried.Throws + 1 >= most)
            {
                return ThrowVerdict.Final;
            }

            retried.Threw(attempt);
            return ThrowVerdict.Again;
        }

        int at = Find(item);
        if (most == 1 || at == _entries.Count || !_entries[at].Awaits(item))
        {
            return ThrowVerdict.Final;
        }

        ItemBlock argument = _entries[at].ArgumentOf(item);
        Accept(new ItemRange(item, 1), []);
        Awaited++;
        AwaitedBytes += argument.Bytes;
        (_retried ??= new RetriedItems()).Add(item, argument, attempt);
        return ThrowVerdict.Again;
    }

    /// <summary>How often the function of an awaited item threw.</summary>
    public int ThrowsOf(long item) => _retried?.Find(item)?.Throws ?? 0;

    /// <summary>The encoded input of an item that is awaited, or null. It may be memory of its chunk.</summary>
    public ItemBlock? InputOf(long item)
    {
        if (_retried?.Find(item) is { } retried)
        {
            return retried.Argument;
        }

        int at = Find(item);
        return at < _entries.Count && _entries[at].Awaits(item) ? _entries[at].Items.Slice((int)(item - _entries[at].First), 1) : null;
    }

    /// <summary>The back-off of an item is over: returns it for the coordinator, or null when it does not wait any more for that.</summary>
    public ChunkMessage? Resume(int job, long item, int throws)
    {
        if (_retried?.Find(item) is not { IsWaiting: true } retried || retried.Throws != throws)
        {
            return null;
        }

        retried.Resume();
        return retried.ToMessage(job);
    }

    /// <summary>The coordinator that is gone had charged an awaited item with losses.</summary>
    public void Charge(long item, int losses, bool isLost = true)
    {
        if (_retried?.Find(item) is { } retried)
        {
            retried.Charge(losses, isLost);
            return;
        }

        int at = Find(item);
        if (at < _entries.Count && _entries[at].Awaits(item))
        {
            // The offer to the next coordinator counts one for the loss of this.
            (_charged ??= [])[item] = new ChargedItem(losses, _entries[at].Offers + (isLost ? 1 : 0));
        }
    }

    /// <summary>
    /// The awaited items as messages for a new coordinator. Those that were sent to the old one may have been started there.
    /// </summary>
    /// <param name="job">The job's number.</param>
    /// <param name="wasSent">Whether the chunk with that first item, which threw that often, went to a coordinator that was lost.</param>
    public IEnumerable<ChunkMessage> Outstanding(int job, Func<long, int, bool> wasSent)
    {
        for (int at = _head; at < _entries.Count; at++)
        {
            Entry entry = _entries[at];
            entry.Offers += wasSent(entry.First, 0) ? 1 : 0;
            foreach (ItemRange range in entry.Awaited().SelectMany(WithChargedAlone))
            {
                ChargedItem charge = _charged?.GetValueOrDefault(range.First) ?? default;
                yield return new ChunkMessage
                {
                    Job = job,
                    First = range.First,
                    Items = entry.Items.Slice((int)(range.First - entry.First), range.Count),
                    Doubts = DoubtsOf(entry.Offers - charge.Offers),
                    History = new ItemHistory(0, charge.Losses),
                };
            }
        }

        foreach (ChunkMessage retried in _retried?.Outstanding(job, wasSent) ?? [])
        {
            yield return retried;
        }
    }

    /// <summary>Cuts a range so that the items in it that are charged are on their own.</summary>
    private IEnumerable<ItemRange> WithChargedAlone(ItemRange range)
    {
        long first = range.First;
        IEnumerable<long> charged = _charged is null ? [] : _charged.Keys.Where(item => item >= range.First && item < range.End).Order();
        foreach (long item in charged)
        {
            if (item > first)
            {
                yield return new ItemRange(first, (int)(item - first));
            }

            yield return new ItemRange(item, 1);
            first = item + 1;
        }

        if (first < range.End)
        {
            yield return new ItemRange(first, (int)(range.End - first));
        }
    }

    /// <summary>
    /// A lost coordinator puts everything in doubt that it had, nearly all of it innocent: however many were lost, that is one doubt. Else
    /// the second would make each item's next attempt its last. What was certain is charged, and what a coordinator dies of is charged before.
    /// </summary>
    public static int DoubtsOf(int offers) => Math.Min(offers, 1);

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

        public bool Awaits(long item) => _awaited.Exists(range => range.First <= item && item < range.End);

        /// <summary>One item on its own. A small one is copied: it may be awaited for long, and must not keep the memory of its chunk.</summary>
        public ItemBlock ArgumentOf(long item)
        {
            ItemBlock slice = Items.Slice((int)(item - First), 1);
            return slice.Bytes > Items.Bytes / 2 && ReusedMemory.Of(Items) is null
                ? slice
                : slice with { Data = slice.Data.ToArray(), Ends = slice.Ends.ToArray() };
        }

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
                ReusedMemory.Of(Items)?.Release(Items.Count);
                Items = default;
            }
        }
    }
}
