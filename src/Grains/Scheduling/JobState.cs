using OrleansPool.Placement;

namespace OrleansPool.Scheduling;

/// <summary>One job: what of it waits, what is leased, what it used.</summary>
internal sealed class JobState(JobRules rules, PriorityClass priorityClass, long ordinal)
{
    private RunTimeAverage _itemTime;
    private double _start;
    private double _used;

    public JobRules Rules { get; } = rules;

    public PriorityClass PriorityClass { get; } = priorityClass;

    /// <summary>Order of arrival.</summary>
    public long Ordinal { get; } = ordinal;

    /// <summary>Items that nobody suspects of anything.</summary>
    public RangeQueue Fresh { get; } = new();

    /// <summary>Items that were, or may have been, running when a silo was lost.</summary>
    public RangeQueue Suspects { get; } = new();

    public long Pending => Fresh.Items + Suspects.Items;

    /// <summary>At most once: every item runs on probation, because its start must be certain.</summary>
    public bool IsCareful => Rules.MaxAttempts <= 1;

    /// <summary>
    /// Stride scheduling: time used, divided by weight; and for its leases what they are thought to use soon. Not for all of a long lease, which
    /// may well be shared out or put aside for others.
    /// </summary>
    public double Pass => _start + ((_used + Math.Min(ItemTime * LeasedItems, LeaseCount * Math.Max(Tuning.LeaseTarget, ItemTime))) / Rules.Weight);

    /// <summary>Items in its leases that have no outcome.</summary>
    public long LeasedItems { get; private set; }

    public bool IsItemTimeKnown => _itemTime.IsKnown;

    /// <summary>Time of one item in microseconds: measured, or assumed.</summary>
    public double ItemTime => _itemTime.Microseconds;

    /// <summary>Head of the list of its leases.</summary>
    public Lease? Leases { get; private set; }

    public int LeaseCount { get; private set; }

    /// <summary>Leases that the job may have while items of it wait for other items: the rest of the room is for those.</summary>
    public int? LeaseLimit { get; set; }

    /// <summary>Whether it has as many leases as it may have.</summary>
    public bool IsHeld => LeaseCount >= LeaseLimit || LeaseCount >= Rules.MaxWorkers;

    public LabelDemand? Demand => Rules.Demand;

    /// <summary>Whether its leases must stay whole: parts would run beside each other, beyond a limit of the job.</summary>
    public bool IsWhole => Rules.MaxWorkers is not null || Demand is { Amounts.Count: > 0 };

    /// <summary>Cancelled or finished: nothing of it is served any more.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether it has anything that waits or runs, as it was last counted in its class.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Place among the jobs with fresh items.</summary>
    public int FreshPlace = -1;

    /// <summary>Place among the jobs of its priority with items that wait.</summary>
    public int ClassPlace = -1;

    /// <summary>Place among the jobs with items that wait, by how few leases they have.</summary>
    public int SharePlace = -1;

    /// <summary>Place among the jobs with suspects.</summary>
    public int SuspectPlace = -1;

    /// <summary>Outcomes of leased items have come.</summary>
    /// <param name="items">How many.</param>
    /// <param name="microseconds">How long they took.</param>
    /// <param name="lent">For how long of that they waited for others, which uses no slot.</param>
    public void Completed(int items, long microseconds, long lent)
    {
        _itemTime.Add(items, microseconds);
        _used += Math.Max(0, microseconds - lent);
    }

    /// <summary>Items left its leases: they have outcomes, or were given back.</summary>
    public void Unlease(int items) => LeasedItems -= items;

    /// <summary>Called when the job gets something to do after it had nothing: it begins where the others of its priority are.</summary>
    public void CatchUp() => _start += Math.Max(0, PriorityClass.NextPass - Pass);

    /// <summary>Puts items into the queue they belong to: at its front, because others of the job were cut from behind them.</summary>
    public void PutBack(in PendingRange range) => QueueOf(range).AddFirst(range);

    public void Append(in PendingRange range) => QueueOf(range).AddLast(range);

    public void Link(Lease lease)
    {
        LeaseCount++;
        LeasedItems += lease.Left;
        lease.After = Leases;
        if (Leases is { } head)
        {
            head.Before = lease;
        }

        Leases = lease;
    }

    public void Unlink(Lease lease)
    {
        LeaseCount--;
        LeasedItems -= lease.Left;
        if (lease.Before is { } before)
        {
            before.After = lease.After;
        }
        else
        {
            Leases = lease.After;
        }

        if (lease.After is { } after)
        {
            after.Before = lease.Before;
        }

        lease.Before = lease.After = null;
    }

    private RangeQueue QueueOf(in PendingRange range) => range.IsSuspect ? Suspects : Fresh;
}
