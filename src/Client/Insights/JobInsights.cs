using OrleansPool.Insights;

namespace OrleansPool;

/// <summary>Where the time of a job's workers went: what a user asks first when a job is slower than it should be.</summary>
/// <remarks>
/// Much waiting says that the workers are not kept busy: too few items, a slow input, or chunks that are too large for the end of the job. Much
/// starting says that the initializer is long against the work. The times are sums over the workers, so they may be longer than the job.
/// </remarks>
public sealed record JobInsights
{
    /// <summary>Gets each worker that had items of the job, in order of silo and place.</summary>
    public IReadOnlyList<WorkerInsights> Workers { get; init; } = [];

    /// <summary>Gets the sums for each silo, in order of their names.</summary>
    public IReadOnlyList<SiloInsights> Silos { get; init; } = [];

    /// <summary>Gets the items that took longest, at most five, the longest first.</summary>
    /// <value>Items of less than about a quarter of a millisecond are not timed one by one and need not be here.</value>
    public IReadOnlyList<SlowItem> SlowestItems { get; init; } = [];

    /// <summary>Gets how many items have ended on workers, failed ones among them.</summary>
    public long Items { get; init; }

    /// <summary>Gets how many of them failed.</summary>
    public long Failed { get; init; }

    /// <summary>Gets the sum of <see cref="WorkerInsights.Starting"/>.</summary>
    public TimeSpan Starting { get; init; }

    /// <summary>Gets the sum of <see cref="WorkerInsights.Waiting"/>.</summary>
    public TimeSpan Waiting { get; init; }

    /// <summary>Gets the sum of <see cref="WorkerInsights.Working"/>.</summary>
    public TimeSpan Working { get; init; }

    /// <summary>Gets the part of the workers' time that went into starting.</summary>
    /// <value>A fraction from 0 to 1; 0 while nothing has run. The three add up to 1.</value>
    public double StartingRatio => RatioOf(Starting);

    /// <summary>Gets the part of the workers' time that went into waiting.</summary>
    /// <value>A fraction from 0 to 1; 0 while nothing has run.</value>
    public double WaitingRatio => RatioOf(Waiting);

    /// <summary>Gets the part of the workers' time that went into working.</summary>
    /// <value>A fraction from 0 to 1; 0 while nothing has run.</value>
    public double WorkingRatio => RatioOf(Working);

    /// <summary>The insights as a table.</summary>
    /// <returns>Some lines of text, for people.</returns>
    public override string ToString() => InsightsTable.Of(this);

    private double RatioOf(TimeSpan part)
    {
        TimeSpan all = Starting + Waiting + Working;
        return all == TimeSpan.Zero ? 0 : part / all;
    }
}
