namespace OrleansPool.Workers;

/// <summary>
/// When a run looks at the clock and when it reports. Reading the clock costs more than a trivial item, so the number of items between two
/// looks adapts: about every quarter of a millisecond, whatever the items cost.
/// </summary>
internal struct FlushClock(TimeProvider time)
{
    private const double LookMicroseconds = 250;
    private const double FlushMicroseconds = 1_000;
    private const int MostItems = 1 << 16;
    private const int MostGrowth = 4;

    private long _lastLook = time.GetTimestamp();
    private long _lastFlush = time.GetTimestamp();
    private int _interval = 1;
    private int _left = 1;

    /// <summary>Counts an item; true when outcomes should be reported now.</summary>
    public bool Tick() => --_left <= 0 && Look();

    /// <summary>Time since the last report, which starts anew.</summary>
    public long TakeMicroseconds()
    {
        long now = time.GetTimestamp();
        double micros = time.GetElapsedTime(_lastFlush, now).TotalMicroseconds;
        _lastFlush = now;
        return (long)Math.Ceiling(micros);
    }

    private bool Look()
    {
        long now = time.GetTimestamp();
        double sinceLook = Math.Max(0.1, time.GetElapsedTime(_lastLook, now).TotalMicroseconds);
        double wanted = Math.Min(_interval * LookMicroseconds / sinceLook, _interval * MostGrowth);
        _interval = (int)Math.Clamp(wanted, 1, MostItems);
        _left = _interval;
        _lastLook = now;
        return time.GetElapsedTime(_lastFlush, now).TotalMicroseconds >= FlushMicroseconds;
    }
}
