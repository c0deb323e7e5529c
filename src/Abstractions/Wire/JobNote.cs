namespace OrleansPool.Wire;

/// <summary>What only the client knows of a job, for those who watch it: nothing is decided by it.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobNote")]
internal readonly record struct JobNote([property: Id(0)] int Job)
{
    /// <summary>The input has been read to its end: so many items.</summary>
    [Id(1)]
    public long? Total { get; init; }

    /// <summary>Items that failed without having been sent.</summary>
    [Id(2)]
    public long Unsent { get; init; }

    /// <summary>How the job ended, if not by all its items having ended.</summary>
    [Id(3)]
    public JobState? End { get; init; }
}
