namespace OrleansPool.Watching;

/// <summary>In which order jobs are shown, and how many: those that run, then those that have ended, the latest first.</summary>
internal static class JobOrder
{
    /// <summary>The most jobs in one picture.</summary>
    public const int Most = 2_000;

    public static JobView[] Sort(IEnumerable<JobView> jobs) =>
    [
        .. jobs
            .OrderBy(job => job.State != JobState.Running)
            .ThenByDescending(job => job.State == JobState.Running ? job.StartedAt : job.StartedAt + job.Elapsed),
    ];
}
