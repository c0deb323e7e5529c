namespace OrleansPool.Scheduling;

/// <summary>
/// Decides which items run where. Pure: events come in as calls, instructions go out to the sink; no clock, no threads, no I/O.
/// </summary>
internal sealed partial class Scheduler(SchedulerOptions options, IScheduleSink sink)
{
    private readonly LeaseStock _over = new();
    private readonly JobTable _jobs = new();
    private readonly SiloTable _silos = new(options.HomeSilo);
    private long _leaseId;

    /// <summary>Slots of all silos that take leases.</summary>
    public int TotalSlots => _silos.Slots;

    /// <summary>Slots without a lease.</summary>
    public int FreeSlots => _silos.FreeSlots;

    public int Silos => _silos.Count;

    public int Jobs => _jobs.Count;

    /// <summary>Leases outstanding at all silos.</summary>
    public int Leases => _silos.Outstanding;

    /// <summary>Leases whose functions wait for items of their own: they don't count against the most that may be outstanding.</summary>
    public int Lent { get; set; }

    /// <summary>Items that wait for a lease.</summary>
    public long PendingItems => _jobs.Pending;

    private int SharingSlots => Math.Min(_silos.Slots, options.MaxWorkers ?? int.MaxValue);

    private bool IsFull => _silos.Outstanding - Lent >= (options.MaxWorkers ?? int.MaxValue);

    /// <summary>Time of one item of the job in microseconds, or null while nothing was measured.</summary>
    public double? ItemTimeOf(int job) => _jobs.Find(job) is { IsItemTimeKnown: true } state ? state.ItemTime : null;

    /// <summary>Items leased to the silo that have no outcome yet.</summary>
    public long LeasedItemsAt(int silo) => _silos.Find(silo)?.Items ?? 0;

    /// <summary>Items of the job that have no outcome: those that wait for a lease, and those that have one.</summary>
    public long OpenItemsOf(int job) => _jobs.Find(job) is { } state ? state.Pending + state.LeasedItems : 0;

    /// <summary>Leases outstanding at the silo.</summary>
    public int LeasesAt(int silo) => _silos.Find(silo)?.Outstanding ?? 0;

    /// <summary>The lease, while it has items without an outcome.</summary>
    public Lease? Find(int silo, long lease) => _silos.Find(silo)?.Find(lease);

    private Lease NewLease(JobState job, SiloState silo, in PendingRange range, bool onProbation, bool maySplit)
    {
        if (_over.Take() is not { } lease)
        {
            return new Lease(++_leaseId, job, silo, range, onProbation, maySplit);
        }

        lease.Begin(++_leaseId, job, silo, range, onProbation, maySplit);
        return lease;
    }

    private void Drop(Lease lease)
    {
        _silos.Remove(lease);
        _jobs.Unlink(lease);
        _over.Add(lease);
    }
}
