namespace OrleansPool;

/// <summary>Where the time of one worker went, for one job.</summary>
/// <remarks>Workers that were renewed in the same place count as one.</remarks>
public sealed record WorkerInsights
{
    /// <summary>Gets the worker, as <see cref="PoolContext.WorkerId"/> of the first one in its place.</summary>
    public required string WorkerId { get; init; }

    /// <summary>Gets the name of its silo.</summary>
    public required string Silo { get; init; }

    /// <summary>Gets how many of the job's items ended here, failed ones among them.</summary>
    public long Items { get; init; }

    /// <summary>Gets how many of them failed here.</summary>
    public long Failed { get; init; }

    /// <summary>Gets the time that it spent in <see cref="PoolOptions.Initializer"/>, for this job's first item there.</summary>
    public TimeSpan Starting { get; init; }

    /// <summary>
    /// Gets the time that it was free for the job's items and had none, between the job's arrival at its silo and its last item; and the time that
    /// its functions waited for items of their own, and had lent their place.
    /// </summary>
    /// <value>While it runs items of other jobs it does not wait.</value>
    public TimeSpan Waiting { get; init; }

    /// <summary>
    /// Gets the time that it spent on the job's items: with decoding, encoding, and runs that are repeated elsewhere or again, but without what
    /// functions waited for items of their own.
    /// </summary>
    public TimeSpan Working { get; init; }
}
