namespace OrleansPool.Insights;

/// <summary>The sums of one place for a worker, for one job.</summary>
internal sealed class WorkerTotals
{
    public long Items { get; set; }

    public long Failed { get; set; }

    public long StartMicroseconds { get; set; }

    public long WaitMicroseconds { get; set; }

    public long RunMicroseconds { get; set; }

    /// <summary>Of that: time that functions waited for items of their own.</summary>
    public long LentMicroseconds { get; set; }

    public WorkerInsights ToInsights(string silo, int slot) => new()
    {
        WorkerId = WorkerName.Of(silo, slot, 0),
        Silo = silo,
        Items = Items,
        Failed = Failed,
        Starting = TimeSpan.FromMicroseconds(StartMicroseconds),
        Waiting = TimeSpan.FromMicroseconds(WaitMicroseconds + LentMicroseconds),
        Working = TimeSpan.FromMicroseconds(Math.Max(0, RunMicroseconds - LentMicroseconds)),
    };
}
