namespace OrleansPool.Workers;

/// <summary>
/// When a run looks at the clock and when it reports. Reading the clock costs more than a trivial item, so the number of items between two
/// looks adapts: about every quarter of a millisecond, whatever the items cost. So items that take longer are timed one by one.
/// </summary>
internal struct FlushClock(TimeProvider time)
{
    private const double LookMicroseconds = 250;
    private const double FlushMicroseconds = 1_000;
    private const int MostItems = 1 << 16;
    private const int MostGrowth = 4;

    private long _lastLook;
    private long _lastFlush;
    private int _lastItem;
    private int _left;
    private volatile bool _isAsked;
    private TimedMaximum _slowest;

    /// <summary>When the last report was made: the end of the run, once it has ended.</summary>
    public readonly long LastFlush => _lastFlush;

    /// <summary>The first item is about to run. Returns when.</summary>
    public long Start(int item)
    {
        Resume();
        _lastItem = item - 1;
        _left = 1;
        return _lastLook;
    }

    /// <summary>The run goes on after it had to wait: that is no item's time.</summary>
    public void Resume() => _lastLook = _lastFlush = time.GetTimestamp();

    /// <summary>Counts an item that has ended; true when outcomes should be reported now.</summary>
    public bool Tick(int item) => --_left <= 0 && Look(item);

    /// <summary>Counts an item that has ended, unless it is time to look: then <see cref="Tick"/> does.</summary>
    public bool TrySkip()
    {
        if (_left <= 1)
        {
            return false;
        }

        _left--;
        return true;
    }

    /// <summary>
    /// Looks out of turn, at an item that fails. Returns how long the item ran, at most: with it come the short items since the last look.
    /// </summary>
    public long LookAtFailure(int item, long now)
    {
        double micros = LookAt(item, now);

        // The item's end is still to be counted.
        _left++;
        return (long)Math.Ceiling(micros);
    }

    /// <summary>
    /// Asks for a look after the present item, when the last is long ago: items that were trivial have become slow. Called by other threads;
    /// should the runner overwrite it, the next call repeats it.
    /// </summary>
    public void LookSoon()
    {
        if (time.GetElapsedTime(Volatile.Read(ref _lastLook)).TotalMicroseconds > FlushMicroseconds)
        {
            _isAsked = true;
            Volatile.Write(ref _left, 0);
        }
    }

    /// <summary>Time since the last report, which starts anew.</summary>
    public long TakeMicroseconds()
    {
        long now = time.GetTimestamp();
        double micros = time.GetElapsedTime(_lastFlush, now).TotalMicroseconds;
        _lastFlush = now;
        return (long)Math.Ceiling(micros);
    }

    /// <summary>The item that took longest since the last call, of those that were timed.</summary>
    public (int Item, long Microseconds) TakeSlowest() => _slowest.Take();

    private bool Look(int item)
    {
        long now = time.GetTimestamp();
        LookAt(item, now);
        return time.GetElapsedTime(_lastFlush, now).TotalMicroseconds >= FlushMicroseconds;
    }

    private double LookAt(int item, long now)
    {
        double sinceLook = Math.Max(0.1, time.GetElapsedTime(_lastLook, now).TotalMicroseconds);
        int items = Math.Max(1, item - _lastItem);
        if (items == 1 || _isAsked)
        {
            // Asked for while the item ran, so what came before it was short.
            _isAsked = false;
            _slowest.Add(item, sinceLook);
        }

        double wanted = Math.Min(items * LookMicroseconds / sinceLook, (double)items * MostGrowth);
        _left = (int)Math.Clamp(wanted, 1, MostItems);
        _lastItem = item;
        _lastLook = now;
        return sinceLook;
    }
}
