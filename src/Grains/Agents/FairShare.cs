namespace OrleansPool.Agents;

/// <summary>
/// What a job, or a pool, has of a silo. Who holds the fewest slots for its weight is next; among equals who has used the least time. So slots are
/// shared at once, and over time also where there are fewer slots than jobs.
/// </summary>
internal sealed class FairShare(double weight)
{
    public double Weight { get; } = weight;

    /// <summary>Slots that it holds, less those whose functions wait for others and have lent them.</summary>
    public int Running { get; set; }

    /// <summary>Seconds of slots that it has used, divided by its weight.</summary>
    public double Used { get; private set; }

    public bool IsBefore(FairShare other)
    {
        double mine = Running / Weight;
        double others = other.Running / other.Weight;
        return mine < others || (mine == others && Used < other.Used);
    }

    public void Use(TimeSpan time) => Used += time.TotalSeconds / Weight;

    /// <summary>Work has come after there was none: the time away is not made up for.</summary>
    public void CatchUp(double now) => Used = Math.Max(Used, now);
}
