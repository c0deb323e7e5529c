namespace OrleansPool.Agents;

/// <summary>What a job, or a pool, has of a silo: the slots that it holds now, and the time of slots that it has had so far.</summary>
internal sealed class FairShare(double weight, TimeProvider time)
{
    private long _asOf = time.GetTimestamp();

    public double Weight { get; } = weight;

    /// <summary>Slots that it holds, less those whose functions wait for others and have lent them.</summary>
    public int Running { get; private set; }

    /// <summary>Seconds of slots that it had used when it last got or gave one, divided by its weight.</summary>
    public double Used { get; private set; }

    /// <summary>Whether it holds fewer slots for its weight; or as many, and had used less time.</summary>
    public bool IsBefore(FairShare other)
    {
        double mine = Running / Weight;
        double others = other.Running / other.Weight;
        return mine < others || (mine == others && Used < other.Used);
    }

    /// <summary>The same as <see cref="Used"/>, with what the slots that it holds have taken until now.</summary>
    public double UsedAt(long now) => Used + (Running * time.GetElapsedTime(_asOf, now).TotalSeconds / Weight);

    /// <summary>Gets slots, or gives them away.</summary>
    public void Hold(int more, long now)
    {
        (Used, _asOf) = (UsedAt(now), now);
        Running += more;
    }

    /// <summary>Work has come after there was none: the time away is not made up for.</summary>
    public void CatchUp(double now) => Used = Math.Max(Used, now);
}
