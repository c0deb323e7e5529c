namespace OrleansPool.Agents;

/// <summary>
/// The pools that ended last, so that work of theirs that arrives again, or only then, does not run: a network may hold a message back, and a sender
/// repeats one whose answer is late. Bounded: a message that comes after that many other ends is not expected. Not thread-safe.
/// </summary>
internal sealed class EndedPools
{
    private const int Most = 1_000;

    private readonly Dictionary<string, long> _epochs = [];
    private readonly Queue<string> _order = new();

    /// <summary>The pool's attachments up to this epoch are over; <see cref="long.MaxValue"/> for all that there will ever be.</summary>
    public void Add(string pool, long epoch)
    {
        if (_epochs.TryGetValue(pool, out long known))
        {
            _epochs[pool] = Math.Max(known, epoch);
            return;
        }

        _epochs.Add(pool, epoch);
        _order.Enqueue(pool);
        if (_order.Count > Most)
        {
            _epochs.Remove(_order.Dequeue());
        }
    }

    /// <summary>The last epoch that is over, or 0.</summary>
    public long Of(string pool) => _epochs.GetValueOrDefault(pool);
}
