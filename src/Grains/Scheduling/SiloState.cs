using OrleansPool.Placement;

namespace OrleansPool.Scheduling;

/// <summary>One silo: its slots, its leases, and sums over them that are kept up to date with every change.</summary>
internal sealed class SiloState(int id, long ordinal, IReadOnlyDictionary<string, string> labels)
{
    // A job that has less than its share may wait here in line behind others, but not without end.
    private const int MostCrowded = 3;

    /// <summary>Place among the silos with capacity.</summary>
    public int LoadPlace = -1;

    /// <summary>Place among the silos that may take a suspect.</summary>
    public int SuspectPlace = -1;

    private readonly Dictionary<long, Lease> _leases = [];
    private readonly Dictionary<int, (int Items, LabelDemand Demand)> _lent = [];

    public int Id { get; } = id;

    /// <summary>Order of joining.</summary>
    public long Ordinal { get; } = ordinal;

    public int Slots { get; set; }

    /// <summary>Drains or is lost: takes no more leases.</summary>
    public bool IsLeaving { get; set; }

    public bool IsUsable => !IsLeaving && Slots > 0;

    public SiloCapacity Capacity { get; } = new(labels);

    /// <summary>Runs empty for an item that is to be alone here.</summary>
    public bool IsReserved { get; set; }

    public int Outstanding => _leases.Count;

    public Dictionary<long, Lease>.ValueCollection Leases => _leases.Values;

    /// <summary>Work that each slot may have waiting.</summary>
    public double SlotBacklog { get; set; } = Tuning.SlotBacklog;

    /// <summary>Items without an outcome.</summary>
    public long Items { get; private set; }

    /// <summary>Assumed microseconds of work in all leases.</summary>
    public double Work { get; private set; }

    /// <summary>Leases with items that may have cost a silo.</summary>
    public int Suspects { get; private set; }

    /// <summary>Leases of an item that fails with one more loss.</summary>
    public int Finals { get; private set; }

    /// <summary>Leases with a running item that lived long enough to be announced.</summary>
    public int Announced { get; private set; }

    /// <summary>Leases of which another slot could well take half.</summary>
    public int Splittable { get; private set; }

    /// <summary>How much was asked back without an answer yet.</summary>
    public int AskedBack { get; set; }

    /// <summary>The last ask brought nothing and nothing has happened here since.</summary>
    public bool IsAskPointless { get; set; }

    public bool IsQueuedAsDonor { get; set; }

    /// <summary>Free slots, as they were last counted in the pool's sum.</summary>
    public int CountedFreeSlots { get; set; }

    /// <summary>Slots, as they were last counted in the pool's sum.</summary>
    public int CountedSlots { get; set; }

    /// <summary>Below 1 while slots are free; from there on by the work that waits.</summary>
    public double Load { get; private set; }

    public int FreeSlots => IsUsable ? Math.Max(0, Slots - Outstanding) : 0;

    /// <summary>
    /// A slot has one lease running and one waiting; short leases wait in greater numbers, up to the backlog.
    /// </summary>
    public bool HasCapacity => IsOpen
        && (Outstanding < 2 * Slots
            || (Work < Slots * SlotBacklog && Outstanding < Slots + Tuning.MaxWaitingLeases));

    /// <summary>Whether a job that has less than its share may have a lease here, though others fill the silo.</summary>
    public bool HasStandingRoom => IsOpen && Outstanding < MostCrowded * Slots;

    /// <summary>Leases which idle silos could have.</summary>
    public int Surplus => Waiting + (Outstanding >= Slots ? Math.Min(Splittable, Slots) : 0);

    public bool IsDonor => IsUsable && AskedBack == 0 && !IsAskPointless && Surplus > 0;

    // An item that fails with one more loss is alone here.
    private bool IsOpen => IsUsable && !IsReserved && Finals == 0;

    // Short leases are moved only if a running item has proved to be long: they may be stuck behind it.
    private int Waiting => Announced > 0 || Work > Slots * Tuning.MoveWorth ? Math.Max(0, Outstanding - Slots) : 0;

    public Lease? Find(long lease) => _leases.GetValueOrDefault(lease);

    public void Add(Lease lease)
    {
        _leases.Add(lease.Id, lease);
        Count(lease, 1);
        TakeCapacity(lease, 1);
    }

    public void Remove(Lease lease)
    {
        _leases.Remove(lease.Id);
        Count(lease, -1);
        TakeCapacity(lease, -1);
        if (_leases.Count == 0)
        {
            Work = 0; // Sums of fractions drift.
        }
    }

    /// <summary>How many items of a job wait here for others: what they take of a capacity is there for those.</summary>
    public void Lend(int job, LabelDemand? demand, int items)
    {
        var (known, of) = _lent.GetValueOrDefault(job);
        if ((of ?? demand) is not { } needs)
        {
            return;
        }

        Capacity.Take(needs, known - items);
        if (items == 0)
        {
            _lent.Remove(job);
        }
        else
        {
            _lent[job] = (items, needs);
        }
    }

    /// <summary>Adds a lease to the sums, or takes it out before it is changed.</summary>
    public void Count(Lease lease, int sign)
    {
        Items += sign * lease.Left;
        Work += sign * lease.Work;
        Suspects += lease.IsSuspect ? sign : 0;
        Finals += lease.IsFinal ? sign : 0;
        Announced += lease.IsAnnounced ? sign : 0;
        Splittable += lease.IsWorthSplitting ? sign : 0;
    }

    public void UpdateLoad() => Load = Slots == 0 ? double.PositiveInfinity
        : Outstanding < Slots ? (double)Outstanding / Slots
        : 1 + (Work / (Slots * SlotBacklog));

    private void TakeCapacity(Lease lease, int sign)
    {
        if (lease.Owner.Demand is { } demand)
        {
            Capacity.Take(demand, sign);
        }
    }
}
