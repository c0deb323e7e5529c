namespace OrleansPool;

/// <summary>How far a job is. Counts completed items, not those that were only sent.</summary>
/// <param name="Completed">Items that have ended, failed ones among them.</param>
/// <param name="Failed">Items that have failed.</param>
/// <param name="Total">Items of the job, or <see langword="null"/> while the input has not been read to its end and has no count.</param>
/// <param name="Rate">Completed items a second since the job started.</param>
/// <param name="Remaining">Time left at this rate, or <see langword="null"/> while it cannot be told.</param>
public sealed record JobProgress(long Completed, long Failed, long? Total, double Rate, TimeSpan? Remaining);
