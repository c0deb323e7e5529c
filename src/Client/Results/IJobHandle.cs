namespace OrleansPool.Results;

/// <summary>What a public handle needs of its job.</summary>
internal interface IJobHandle
{
    string JobId { get; }

    JobProgress Progress { get; }

    /// <summary>The failed items so far that are kept, by index.</summary>
    IReadOnlyList<FailedItem> Failures { get; }

    /// <summary>Where the time went so far.</summary>
    JobInsights Insights { get; }

    /// <summary>Completes when the outcome is there; inside the job's own callback it is there at once.</summary>
    Task Ready { get; }

    void Cancel(Exception reason);
}
