namespace OrleansPool;

/// <summary>The silos and jobs of a cluster at one moment.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ClusterPicture")]
public sealed record ClusterPicture
{
    /// <summary>Gets the silos, by name.</summary>
    [Id(0)]
    public IReadOnlyList<SiloView> Silos { get; init; } = [];

    /// <summary>Gets the jobs: those that run, then those that have ended, the latest first. At most 2,000.</summary>
    [Id(1)]
    public IReadOnlyList<JobView> Jobs { get; init; } = [];

    /// <summary>Gets how many more jobs there are.</summary>
    [Id(2)]
    public int MoreJobs { get; init; }

    /// <summary>Gets how many pools did not answer in time: their jobs are missing here, and run all the same.</summary>
    [Id(3)]
    public int SilentPools { get; init; }
}
