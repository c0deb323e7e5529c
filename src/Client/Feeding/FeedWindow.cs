using OrleansPool.Wire;

namespace OrleansPool.Feeding;

/// <summary>
/// How far a job may read ahead: items read and not yet yielded, and the bytes that they hold here and on the way. What makes a slow
/// consumer stop the producer. Thread-safe: one feeder waits, collectors and readers give room back.
/// </summary>
internal sealed class FeedWindow
{
    /// <summary>Work that an adaptive window holds for each worker, beyond what is on the way: enough to hide every delay, little enough to stop soon.</summary>
    private const double TargetMicroseconds = 100_000;

    /// <summary>Until an item was measured, neither its time nor the size of its result is known.</summary>
    private const int StartItemsPerWorker = 2;
    private const int LeastItemsPerWorker = 4;
    private const int MostAdaptiveItems = 1 << 18;

    // Less than what the collector takes for a large object, of which it leaves garbage for long.
    private const int StreamedChunkBytes = 64 << 10;

    private readonly Lock _gate = new();
    private readonly bool _isAdaptive;
    private readonly Func<int> _workers;
    private readonly Func<double> _microsecondsOnTheWay;
    private TaskCompletionSource? _waiter;

    // 0 until the first item was measured.
    private int _limit;
    private long _unyielded;
    private long _awaited;
    private long _bytes;
    private long _received;
    private long _receivedBytes;

    /// <param name="items">The most items, or null for as many as seems good.</param>
    /// <param name="bytes">The most bytes.</param>
    /// <param name="isAdaptive">Whether null stands for a limit that follows the time of an item, and not for none.</param>
    /// <param name="workers">How many workers there are now.</param>
    /// <param name="microsecondsOnTheWay">How long an item is on its way to a worker and back, as far as is known now.</param>
    public FeedWindow(int? items, long bytes, bool isAdaptive, Func<int> workers, Func<double> microsecondsOnTheWay)
    {
        _workers = workers;
        _microsecondsOnTheWay = microsecondsOnTheWay;
        MaxBytes = bytes;
        _isAdaptive = items is null && isAdaptive;
        _limit = items ?? (isAdaptive ? 0 : int.MaxValue);
    }

    private int Workers => Math.Max(1, _workers());

    /// <summary>The most items that may be read and not yet yielded now.</summary>
    public int Limit => Volatile.Read(ref _limit) is > 0 and int limit ? limit : StartItemsPerWorker * Workers;

    /// <summary>The most bytes of items that go together, more of one large item: what is read on and on goes in smaller pieces than what is all there.</summary>
    public int ChunkBytes => _isAdaptive ? StreamedChunkBytes : WireLimits.MessageBytes;

    /// <summary>The most bytes that may be under way.</summary>
    public long MaxBytes { get; }

    /// <summary>Whether no outcome is under way: nothing moves until results are yielded or the input has more.</summary>
    public bool IsStill
    {
        get
        {
            lock (_gate)
            {
                return _awaited == 0;
            }
        }
    }

    /// <summary>How many items may be read now.</summary>
    public int Room()
    {
        lock (_gate)
        {
            return RoomLocked();
        }
    }

    /// <summary>Waits until at least one item may be read.</summary>
    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (RoomLocked() > 0)
            {
                return Task.CompletedTask;
            }

            _waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiter.Task.WaitAsync(cancellationToken);
        }
    }

    public void Read(int items, long bytes)
    {
        lock (_gate)
        {
            _unyielded += items;
            _awaited += items;
            _bytes += bytes;
        }
    }

    /// <summary>Outcomes arrived: their arguments are let go, their results are held until they are yielded.</summary>
    public void Received(int items, long argumentBytes, long resultBytes)
    {
        lock (_gate)
        {
            _awaited -= items;
            _bytes += resultBytes - argumentBytes;
            _received += items;
            _receivedBytes += resultBytes;
            Wake();
        }
    }

    public void Yielded(int items, long resultBytes)
    {
        lock (_gate)
        {
            _unyielded -= items;
            _bytes -= resultBytes;
            Wake();
        }
    }

    /// <summary>Adapts the limit to the measured time of one item.</summary>
    public void Adapt(double microsecondsPerItem)
    {
        if (_isAdaptive)
        {
            double items = (TargetMicroseconds + _microsecondsOnTheWay()) * Workers / Math.Max(microsecondsPerItem, 0.001);
            lock (_gate)
            {
                Volatile.Write(ref _limit, (int)Math.Clamp(items, LeastItemsPerWorker * Workers, MostAdaptiveItems));
            }
        }
    }

    private int RoomLocked()
    {
        if (_unyielded == 0)
        {
            // One item is always let through, however large it is.
            return Limit;
        }

        double expectedResults = _received == 0 ? 0 : (double)_receivedBytes / _received * _awaited;
        return _bytes + expectedResults >= MaxBytes ? 0 : (int)Math.Clamp(Limit - _unyielded, 0, int.MaxValue);
    }

    private void Wake()
    {
        if (_waiter is not null && RoomLocked() > 0)
        {
            _waiter.TrySetResult();
            _waiter = null;
        }
    }
}
