using System.Diagnostics.CodeAnalysis;

namespace OrleansPool.Cli.Map;

/// <summary>What is known of the items under way, by the index that the pool gives them; and the wrong lines between them. Thread-safe.</summary>
/// <remarks>There are as many as the pool reads ahead; one that takes long does not keep the places of all that came after it.</remarks>
internal sealed class ItemLedger
{
    private const int InitialSize = 1024;

    /// <summary>Wrong lines that may wait to be written; then no more are read. They are no items, so the pool does not count them.</summary>
    private const int MostWrong = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<(long Before, WrongLine Line)> _wrong = new();
    private volatile bool _hasWrong;
    private readonly SemaphoreSlim _roomForWrong = new(MostWrong);
    private readonly Dictionary<long, SentItem> _stragglers = [];
    private TaskCompletionSource _wrongCame = New();
    private (SentItem Item, bool IsHere)[] _ring = new (SentItem, bool)[InitialSize];
    private long _first;
    private long _next;

    public void Add(SentItem item)
    {
        lock (_gate)
        {
            if (_next - _first == _ring.Length)
            {
                MakeRoom();
            }

            _ring[_next++ & (_ring.Length - 1)] = (item, true);
        }
    }

    /// <summary>Adds a wrong line; waits while there are many.</summary>
    public void AddWrong(WrongLine line, CancellationToken stop)
    {
        _roomForWrong.Wait(stop);
        TaskCompletionSource came;
        lock (_gate)
        {
            _wrong.Enqueue((_next, line));
            _hasWrong = true;
            came = _wrongCame;
        }

        came.TrySetResult();
    }

    /// <summary>Completes when a wrong line comes.</summary>
    public Task WrongCameAsync()
    {
        lock (_gate)
        {
            if (_wrongCame.Task.IsCompleted)
            {
                _wrongCame = New();
            }

            return _wrongCame.Task;
        }
    }

    /// <summary>Takes an item that has its outcome.</summary>
    /// <returns>False for what is no item: that the input failed is an outcome too.</returns>
    public bool TryTake(long index, out SentItem item)
    {
        lock (_gate)
        {
            if (index < _first && _stragglers.Remove(index, out item))
            {
                return true;
            }

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
        line = null;
        if (!_hasWrong)
        {
            return false;
        }

        lock (_gate)
        {
            line = _wrong.TryPeek(out (long Before, WrongLine Line) next) && next.Before <= before ? _wrong.Dequeue().Line : null;
            _hasWrong = _wrong.Count > 0;
        }

        if (line is null)
        {
            return false;
        }

        _roomForWrong.Release();
        return true;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void MakeRoom()
    {
        long half = _first + (_ring.Length / 2);
        List<long> left = [];
        for (long at = _first; at < half; at++)
        {
            if (_ring[at & (_ring.Length - 1)].IsHere)
            {
                left.Add(at);
            }
        }

        if (left.Count > _ring.Length / 16)
        {
            Grow();
            return;
        }

        foreach (long at in left)
        {
            ref (SentItem Item, bool IsHere) place = ref _ring[at & (_ring.Length - 1)];
            _stragglers.Add(at, place.Item);
            place = default;
        }

        _first = half;
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
