using System.Runtime.InteropServices;

namespace OrleansPool.Wire;

/// <summary>
/// Entries waiting for a link, taken in order as batches that stay within <see cref="WireLimits"/>. An entry that is too
/// large is cut: its parts come first, alone, and then the entry with their number, alone as well. Not thread-safe.
/// </summary>
/// <param name="keepsTaken">Whether what was taken last is kept until it is answered, so that it can be taken again.</param>
internal sealed class CarrierQueue<T>(bool keepsTaken = false)
    where T : class, ICarrier<T>
{
    private readonly Queue<T> _entries = new();
    private readonly List<T> _taken = [];
    private ReadOnlyMemory<byte> _rest;
    private int _parts;

    public int Count => _entries.Count;

    /// <summary>Whether parts of the first entry were sent and the entry was not: no other payload may be sent in parts between.</summary>
    public bool IsCut => _parts > 0;

    /// <summary>Bytes of all waiting entries.</summary>
    public long Bytes { get; private set; }

    public void Enqueue(T entry)
    {
        _entries.Enqueue(entry);
        Bytes += entry.Bytes;
    }

    /// <summary>Removes the entries that match, except one of which parts are under way already. Returns how many.</summary>
    public int RemoveAll(Func<T, bool> match)
    {
        int removed = 0;
        for (int left = _entries.Count, first = left; left > 0; left--)
        {
            T entry = _entries.Dequeue();
            if (!match(entry) || (left == first && _parts > 0))
            {
                _entries.Enqueue(entry);
            }
            else
            {
                Bytes -= entry.Bytes;
                removed++;
            }
        }

        return removed;
    }

    /// <summary>What was taken and not answered, and what waits.</summary>
    public IEnumerable<T> All => _taken.Concat(_entries);

    /// <summary>What was taken last has arrived.</summary>
    public void Answered() => _taken.Clear();

    /// <summary>What was taken and not answered is taken again, before what waits: the link starts anew.</summary>
    public void Rewind()
    {
        T[] all = [.. All];
        Bytes += _taken.Sum(entry => entry.Bytes);
        _taken.Clear();
        _entries.Clear();
        Array.ForEach(all, _entries.Enqueue);
        Restart();
    }

    /// <summary>Forgets which parts were sent: the link starts anew.</summary>
    public void Restart()
    {
        _rest = default;
        _parts = 0;
    }

    /// <summary>
    /// Takes what fits: either a part, or entries within <paramref name="budget"/> bytes, which is lowered by them.
    /// With a part there are no entries; nothing that is ordered after this queue may then be sent in the same message.
    /// </summary>
    public T[] Take(ref long budget, out ReadOnlyMemory<byte>? part)
    {
        part = null;
        if (_entries.Count == 0 || budget <= 0)
        {
            return [];
        }

        if (TakePart(_entries.Peek()) is { } cut)
        {
            part = cut;
            budget = 0;
            return [];
        }

        List<T> batch = new(Math.Min(_entries.Count, WireLimits.MessageEntries));
        while (_entries.TryPeek(out T? next) && batch.Count < WireLimits.MessageEntries)
        {
            bool inParts = _parts > 0;
            bool tooLarge = !inParts && next.Payload.Length > WireLimits.PartBytes;
            if (tooLarge || (batch.Count > 0 && budget < next.Bytes))
            {
                break;
            }

            _entries.Dequeue();
            Bytes -= next.Bytes;
            budget -= inParts ? 0 : next.Bytes;
            batch.Add(inParts ? next.WithPayload(default, _parts) : next);
            if (keepsTaken)
            {
                _taken.Add(next);
            }

            _parts = 0;
            if (inParts)
            {
                // What is behind it may follow from an entry of another queue, which had to wait until this one was whole.
                break;
            }
        }

        return batch.Count == 0 ? [] : CollectionsMarshal.AsSpan(batch).ToArray();
    }

    private ReadOnlyMemory<byte>? TakePart(T head)
    {
        if (_parts == 0)
        {
            if (head.Payload.Length <= WireLimits.PartBytes)
            {
                return null;
            }

            _rest = head.Payload;
        }

        if (_rest.IsEmpty)
        {
            return null;
        }

        ReadOnlyMemory<byte> part = _rest[..Math.Min(_rest.Length, WireLimits.PartBytes)];
        _rest = _rest[part.Length..];
        _parts++;
        return part;
    }
}
