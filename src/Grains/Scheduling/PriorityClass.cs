namespace OrleansPool.Scheduling;

/// <summary>The jobs of one priority, which share by weight.</summary>
internal sealed class PriorityClass(int priority)
{
    public int Priority { get; } = priority;

    /// <summary>Jobs that have not ended.</summary>
    public int Jobs { get; set; }

    /// <summary>Leases of all its jobs.</summary>
    public int Leases { get; set; }

    /// <summary>Jobs with anything that waits or runs.</summary>
    public int JobsAtWork { get; private set; }

    /// <summary>Their weights in all.</summary>
    public double WeightAtWork { get; private set; }

    /// <summary>Its jobs with items that wait, whose turn it is first.</summary>
    public IndexedHeap<JobState, ClassOrder> Waiting { get; } = new();

    /// <summary>The pass of the job that was served last.</summary>
    public double Now { get; set; }

    /// <summary>
    /// Virtual time: where the job is whose turn it is. One that comes, or comes back, starts here: it neither waits for what others used before nor
    /// makes up for the time it was away.
    /// </summary>
    public double NextPass => Waiting.First?.Pass ?? Now;

    /// <summary>A job has begun to have something to do (1), or has nothing any more (-1).</summary>
    public void CountAtWork(double weight, int sign)
    {
        JobsAtWork += sign;
        WeightAtWork = JobsAtWork == 0 ? 0 : WeightAtWork + (sign * weight); // Sums of fractions drift.
    }
}
