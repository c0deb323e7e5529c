namespace OrleansPool.Scheduling;

/// <summary>The jobs of one priority, which share by weight.</summary>
internal sealed class PriorityClass(int priority)
{
    public int Priority { get; } = priority;

    /// <summary>Jobs that have not ended.</summary>
    public int Jobs { get; set; }

    /// <summary>
    /// Virtual time: the pass of the job that was served last. A job that comes, or comes back, starts here:
    /// it neither waits for what others used before nor makes up for the time it was away.
    /// </summary>
    public double Now { get; set; }
}
