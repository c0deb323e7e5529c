namespace OrleansPool.Agents;

/// <summary>
/// Which of the pools that wait for a slot is next. A pool's share of the slots is seldom a whole number. First come those that have not the whole
/// slots of theirs; then those that lack the fraction, of which who has used the least time for its weight is next, so that over time each has just
/// its share; then the others, whose slots nobody else wants.
/// </summary>
/// <param name="slots">The slots that they share.</param>
/// <param name="weights">The sum of their weights.</param>
/// <param name="now">The present time.</param>
internal readonly struct PoolTurn(int slots, double weights, long now)
{
    // Sums of fractions drift: three quarters of four slots are three.
    private const double Tolerance = 1e-9;

    /// <summary>The whole slots of a share.</summary>
    public static int Whole(double slots) => (int)(slots + Tolerance);

    /// <summary>The slots of a share, with the one of which it has a fraction.</summary>
    public static int Most(double slots) => (int)Math.Ceiling(slots - Tolerance);

    public bool IsBefore(FairShare one, FairShare other)
    {
        int rank = Rank(one);
        int others = Rank(other);
        if (rank != others)
        {
            return rank < others;
        }

        double mine = rank == 1 ? 0 : one.Running / one.Weight;
        double theirs = rank == 1 ? 0 : other.Running / other.Weight;
        return mine < theirs || (mine == theirs && one.UsedAt(now) < other.UsedAt(now));
    }

    private int Rank(FairShare pool)
    {
        double share = slots * pool.Weight / weights;
        return pool.Running < Whole(share) ? 0 : pool.Running < Most(share) ? 1 : 2;
    }
}
