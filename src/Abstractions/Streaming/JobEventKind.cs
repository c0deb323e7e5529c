namespace OrleansPool;

/// <summary>What a <see cref="JobEvent"/> tells of.</summary>
public enum JobEventKind
{
    /// <summary>The job came to the cluster; or it goes on under another coordinator, since the first was lost.</summary>
    Started,

    /// <summary>Items have ended since the last event. At most one a second for each job.</summary>
    Progress,

    /// <summary>Items are run again because their function threw: <see cref="JobView.Retried"/> has grown. Counts as that second's progress.</summary>
    Retried,

    /// <summary>Runs were lost with a worker or a silo: <see cref="JobView.LostRuns"/> has grown. Counts as that second's progress.</summary>
    WorkerLost,

    /// <summary>The job has ended: <see cref="JobView.State"/> tells how.</summary>
    Finished,
}
