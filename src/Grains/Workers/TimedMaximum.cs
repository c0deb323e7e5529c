namespace OrleansPool.Workers;

/// <summary>The item that took longest. Added to by one thread, taken by any: both numbers are in one word.</summary>
internal struct TimedMaximum
{
    /// <summary>A lease has far fewer items: its encoded items fit into one message, or it is one item.</summary>
    private const int ItemBits = 24;
    private const long MostMicroseconds = long.MaxValue >> ItemBits;

    private long _packed;

    public void Add(int item, double microseconds)
    {
        long packed = (Math.Min((long)microseconds, MostMicroseconds) << ItemBits) | (uint)item;
        if (packed > Volatile.Read(ref _packed))
        {
            Volatile.Write(ref _packed, packed);
        }
    }

    /// <summary>Gives it and starts anew. No time when there is none.</summary>
    public (int Item, long Microseconds) Take()
    {
        long packed = Interlocked.Exchange(ref _packed, 0);
        return ((int)(packed & ((1 << ItemBits) - 1)), packed >> ItemBits);
    }
}
