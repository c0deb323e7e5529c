namespace OrleansPool;

/// <summary>Where the time of one silo's workers went, for one job: the sums over them.</summary>
public sealed record SiloInsights
{
    /// <summary>Gets the name of the silo.</summary>
    public required string Silo { get; init; }

    /// <summary>Gets how many of its workers had items of the job.</summary>
    public int Workers { get; init; }

    /// <inheritdoc cref="WorkerInsights.Items"/>
    public long Items { get; init; }

    /// <inheritdoc cref="WorkerInsights.Failed"/>
    public long Failed { get; init; }

    /// <inheritdoc cref="WorkerInsights.Starting"/>
    public TimeSpan Starting { get; init; }

    /// <inheritdoc cref="WorkerInsights.Waiting"/>
    public TimeSpan Waiting { get; init; }

    /// <inheritdoc cref="WorkerInsights.Working"/>
    public TimeSpan Working { get; init; }
}
