namespace OrleansPool;

/// <summary>How a job stands.</summary>
public enum JobState
{
    /// <summary>Its items run or wait.</summary>
    Running,

    /// <summary>All its items have ended well.</summary>
    Finished,

    /// <summary>It has ended, and items failed or an error ended it.</summary>
    Failed,

    /// <summary>It was cancelled, or its pool or its client is gone.</summary>
    Cancelled,
}
