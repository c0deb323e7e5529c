using System.Diagnostics.CodeAnalysis;

namespace OrleansPool.Cli.Map;

/// <summary>What is known of the items under way, by the index that the pool gives them; and the wrong lines between them. Thread-safe.</summary>
/// <remarks>There are as many as the pool reads ahead.</remarks>
internal sealed class ItemLedger
{
    private const int InitialSize = 1024;

    private readonly Lock _gate = new();
    private readonly Queue<(long Before, WrongLine Line)> _wrong = new();
    private (SentItem Item, bool IsHere)[] _ring = new (SentItem, bool)[InitialSize];
    private long _first;
    private long _next;

    public void Add(SentItem item)
    {
        lock (_gate)
        {
            if (_next - _first == _ring.Length)
            {
                Grow();
            }

            _ring[_next++ & (_ring.Length - 1)] = (item, true);
        }
    }

    public void AddWrong(WrongLine line)
    {
        lock (_gate)
        {
            _wrong.Enqueue((_next, line));
        }
    }

    /// <summary>Takes an item that has its outcome.</summary>
    /// <returns>False for what is no item: that the input failed is an outcome too.</returns>
    public bool TryTake(long index, out SentItem item)
    {
        lock (_gate)
        {
            ref (SentItem Item, bool IsHere) place = ref _ring[index & (_ring.Length - 1)];
            item = place.Item;
            if (index < _first || index >= _next || !place.IsHere)
            {
                return false;
            }

            place = default;
            while (_first < _next && !_ring[_first & (_ring.Length - 1)].IsHere)
            {
                _first++;
            }

            return true;
        }
    }

    /// <summary>Takes a wrong line that comes before an item.</summary>
    public bool TryTakeWrong(long before, [NotNullWhen(true)] out WrongLine? line)
    {
        lock (_gate)
        {
            line = _wrong.TryPeek(out (long Before, WrongLine Line) next) && next.Before <= before ? _wrong.Dequeue().Line : null;
            return line is not null;
        }
    }

    private void Grow()
    {
        var larger = new (SentItem, bool)[_ring.Length * 2];
        for (long at = _first; at < _next; at++)
        {
            larger[at & (larger.Length - 1)] = _ring[at & (_ring.Length - 1)];
        }

        _ring = larger;
    }
}
