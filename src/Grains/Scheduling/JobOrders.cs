namespace OrleansPool.Scheduling;

/// <summary>Higher priority first, then who used least for its weight, then who has the fewest leases, then who came first.</summary>
internal readonly struct FreshJobOrder : IHeapOrder<JobState>
{
    public static bool Before(JobState one, JobState other)
    {
        var (onePriority, otherPriority) = (one.Rules.Priority, other.Rules.Priority);
        if (onePriority != otherPriority)
        {
            return onePriority > otherPriority;
        }

        var (onePass, otherPass) = (one.Pass, other.Pass);
        if (onePass != otherPass)
        {
            return onePass < otherPass;
        }

        return one.LeaseCount < other.LeaseCount || (one.LeaseCount == other.LeaseCount && one.Ordinal < other.Ordinal);
    }

    public static ref int Place(JobState member) => ref member.FreshPlace;
}

/// <summary>Higher priority first, then who has the fewest leases for its weight, then who came first.</summary>
internal readonly struct ShareOrder : IHeapOrder<JobState>
{
    public static bool Before(JobState one, JobState other)
    {
        var (onePriority, otherPriority) = (one.Rules.Priority, other.Rules.Priority);
        if (onePriority != otherPriority)
        {
            return onePriority > otherPriority;
        }

        var (oneShare, otherShare) = (one.LeaseCount / one.Rules.Weight, other.LeaseCount / other.Rules.Weight);
        return oneShare < otherShare || (oneShare == otherShare && one.Ordinal < other.Ordinal);
    }

    public static ref int Place(JobState member) => ref member.SharePlace;
}

/// <summary>The order of turns, among the jobs of one priority.</summary>
internal readonly struct ClassOrder : IHeapOrder<JobState>
{
    public static bool Before(JobState one, JobState other) => FreshJobOrder.Before(one, other);

    public static ref int Place(JobState member) => ref member.ClassPlace;
}

/// <summary>The same order as <see cref="FreshJobOrder"/>, for the jobs that have suspects.</summary>
internal readonly struct SuspectJobOrder : IHeapOrder<JobState>
{
    public static bool Before(JobState one, JobState other) => FreshJobOrder.Before(one, other);

    public static ref int Place(JobState member) => ref member.SuspectPlace;
}
