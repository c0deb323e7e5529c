namespace OrleansPool.Retrying;

/// <summary>How long an item waits before it is run again: growing, capped, and in part random.</summary>
internal readonly record struct RetryDelay(TimeSpan First, TimeSpan Longest, double Factor, double Jitter)
{
    /// <param name="retry">Which retry follows, from 1.</param>
    /// <param name="random">From 0 to below 1.</param>
    public TimeSpan Before(int retry, double random)
    {
        // Grows beyond all bounds as a double, up to infinity, which the cap takes care of; zero stays zero.
        double ticks = First.Ticks == 0 ? 0 : Math.Min(Longest.Ticks, First.Ticks * Math.Pow(Factor, retry - 1));
        return TimeSpan.FromTicks((long)(ticks * (1 - (Jitter * random))));
    }
}
