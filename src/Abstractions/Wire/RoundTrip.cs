namespace OrleansPool.Wire;

/// <summary>
/// How long a message and its answer take over one link, measured by those that are sent anyway: the shortest of the last few, since a long one may have met
/// a machine that was busy or had just started. Written by one thread at a time, read by any.
/// </summary>
internal sealed class RoundTrip
{
    /// <summary>
    /// What is sent waits for the answer to what was sent before, and the same when it comes back: an item's way to a worker and back takes this many round trips.
    /// </summary>
    public const double OnTheWay = 3;

    private const int Last = 8;
    private const int Least = 3;
    private const double LongestMicroseconds = 500_000;

    private readonly double[] _last = [.. Enumerable.Repeat(LongestMicroseconds, Last)];
    private long _measured;
    private double _shortest;

    /// <summary>0 until a few were measured.</summary>
    public double Microseconds => Volatile.Read(ref _shortest);

    public void Took(TimeSpan time)
    {
        _last[_measured++ % Last] = Math.Min(time.TotalMicroseconds, LongestMicroseconds);
        if (_measured >= Least)
        {
            Volatile.Write(ref _shortest, _last.Min());
        }
    }
}
