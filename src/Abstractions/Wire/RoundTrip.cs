namespace OrleansPool.Wire;

/// <summary>
/// How long a message and its answer take over one link, measured by those that are sent anyway. A short one proves that the link can do that; a long one may
/// have met a busy machine, so the figure falls at once and rises slowly. Thread-safe.
/// </summary>
internal sealed class RoundTrip
{
    /// <summary>
    /// What is sent waits for the answer to what was sent before, and the same when it comes back: an item's way to a worker and back takes this many round trips.
    /// </summary>
    public const double OnTheWay = 3;

    private const double Weight = 0.125;
    private const double LongestMicroseconds = 1_000_000;

    private double _microseconds = double.NaN;

    /// <summary>0 until something was measured.</summary>
    public double Microseconds => Volatile.Read(ref _microseconds) is var known && double.IsNaN(known) ? 0 : known;

    public void Took(TimeSpan time)
    {
        double took = Math.Min(time.TotalMicroseconds, LongestMicroseconds);
        double known = Volatile.Read(ref _microseconds);
        Volatile.Write(ref _microseconds, took < known || double.IsNaN(known) ? took : known + ((took - known) * Weight));
    }
}
