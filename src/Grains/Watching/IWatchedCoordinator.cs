namespace OrleansPool.Watching;

/// <summary>A coordinator, as those see it who watch its jobs. From any thread: it answers in a turn of its own.</summary>
internal interface IWatchedCoordinator
{
    Task<JobView[]> JobsAsync();

    /// <summary>All that is known of a job; null when it does not run here.</summary>
    Task<JobDetail?> JobAsync(string id);

    /// <summary>Ends a job as its caller's cancel would. False: it does not run here.</summary>
    Task<bool> CancelAsync(string id, string by);
}
