using Orleans.Services;

namespace OrleansPool.Wire;

/// <summary>What people ask of one silo. Called by <see cref="IClusterGrain"/>.</summary>
[Alias("orleanspool.ISiloWatch")]
internal interface ISiloWatch : IGrainService
{
    /// <summary>Tells of the silo and of the jobs that it coordinates.</summary>
    [Alias("Describe"), ResponseTimeout("00:00:02")]
    Task<SiloPicture> DescribeAsync();

    /// <summary>Tells all of one job; null when its coordinator is not here.</summary>
    [Alias("Job"), ResponseTimeout("00:00:02")]
    Task<JobDetail?> JobAsync(string id);

    /// <summary>Cancels a job. False: it does not run here.</summary>
    [Alias("Cancel"), ResponseTimeout("00:00:02")]
    Task<bool> CancelAsync(string id, string by);

    /// <summary>Has the silo take no more work, give back what has not started, and finish what runs.</summary>
    [Alias("Drain"), ResponseTimeout("00:00:02")]
    Task DrainAsync(string by);
}
