namespace OrleansPool.Wire;

/// <summary>What people ask of a cluster: it asks all silos. Holds nothing; any silo can answer, so a key is only a way there.</summary>
[Alias("orleanspool.IClusterGrain")]
internal interface IClusterGrain : IGrainWithIntegerKey
{
    /// <summary>Tells of all silos and jobs.</summary>
    [Alias("Describe"), ResponseTimeout("00:00:05")]
    Task<ClusterPicture> DescribeAsync();

    /// <summary>Tells all of one job; null when no silo knows it.</summary>
    [Alias("Job"), ResponseTimeout("00:00:05")]
    Task<JobDetail?> JobAsync(string id);

    /// <summary>Cancels a job. False: no silo knows it, or it has ended.</summary>
    [Alias("Cancel"), ResponseTimeout("00:00:05")]
    Task<bool> CancelAsync(string id, string by);

    /// <summary>Drains a silo, by its address or name. False: there is none.</summary>
    [Alias("Drain"), ResponseTimeout("00:00:05")]
    Task<bool> DrainAsync(string silo, string by);

    /// <summary>Tells what came on the job stream since; waits for it a moment.</summary>
    /// <param name="since">The mark of the answer before, or 0.</param>
    [Alias("News"), ResponseTimeout("00:00:05")]
    Task<JobNews> NewsAsync(long since);
}
