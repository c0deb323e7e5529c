using OrleansPool.Placement;

namespace OrleansPool.Scheduling;

/// <summary>The silos of the pool, and which of them is to have the next lease.</summary>
internal sealed class SiloTable(int homeSilo)
{
    private readonly Dictionary<int, SiloState> _silos = [];
    private readonly IndexedHeap<SiloState, LoadOrder> _byLoad = new();
    private readonly IndexedHeap<SiloState, SuspectOrder> _forSuspects = new();
    private readonly Queue<SiloState> _donors = new();
    private SiloState? _reserved;
    private JobState? _reservedFor;
    private bool _servesSuspects;
    private int _usable;
    private long _ordinal;

    public int Count => _silos.Count;

    /// <summary>Slots of all silos that take leases.</summary>
    public int Slots { get; private set; }

    /// <summary>Slots without a lease.</summary>
    public int FreeSlots { get; private set; }

    /// <summary>Leases outstanding at all silos.</summary>
    public int Outstanding { get; private set; }

    /// <summary>How much was asked back and has not been answered.</summary>
    public int AskedBack { get; private set; }

    /// <summary>All leases.</summary>
    public IEnumerable<Lease> Leases => _silos.Values.SelectMany(silo => silo.Leases);

    public SiloState? LeastLoaded => _byLoad.First;

    /// <summary>For an item whose start must be remembered: the coordinator must not die with it.</summary>
    public SiloState? LeastLoadedAwayFromHome => _byLoad.FirstExcept(HomeToAvoid);

    private SiloState? HomeToAvoid => Find(homeSilo) is { } home && _usable > (home.IsUsable ? 1 : 0) ? home : null;

    public SiloState? Find(int silo) => _silos.GetValueOrDefault(silo);

    public void Join(int silo, int slots, IReadOnlyDictionary<string, string> labels)
    {
        if (!_silos.TryGetValue(silo, out var state))
        {
            _silos[silo] = state = new SiloState(silo, _ordinal++, labels);
        }

        Change(state, Math.Max(0, slots), isLeaving: false);
    }

    public void Resize(SiloState silo, int slots)
    {
        // Told with each report, and mostly the same: nothing has happened there, and what was asked in vain would be asked in vain again.
        if (silo.Slots != Math.Max(0, slots))
        {
            Change(silo, Math.Max(0, slots), silo.IsLeaving);
        }
    }

    /// <summary>How much work may wait at a silo, which <see cref="SiloState.HasCapacity"/> and its load depend on.</summary>
    public void SetBacklog(SiloState silo, double microseconds)
    {
        // Told with each report, and mostly the same.
        if (silo.SlotBacklog != microseconds)
        {
            silo.SlotBacklog = microseconds;
            Refresh(silo);
        }
    }

    public void Leave(SiloState silo) => Change(silo, silo.Slots, isLeaving: true);

    public void Remove(SiloState silo)
    {
        Answered(silo);
        Leave(silo);
        if (_reserved == silo)
        {
            Release(silo);
        }

        Outstanding -= silo.Outstanding;
        _silos.Remove(silo.Id);
    }

    public void Add(Lease lease)
    {
        lease.Host.Add(lease);
        Outstanding++;
        Touch(lease.Host);
    }

    public void Remove(Lease lease)
    {
        lease.Host.Remove(lease);
        Outstanding--;
        Touch(lease.Host);
    }

    /// <summary>Something happened at the silo: its place in all orders may be another.</summary>
    public void Touch(SiloState silo)
    {
        silo.IsAskPointless = false;
        Refresh(silo);
    }

    /// <summary>A silo for a suspect, with as few others as possible.</summary>
    public SiloState? ForSuspect() => _forSuspects.First;

    /// <summary>
    /// A silo for an item that fails with one more loss. It gets one without any other item, and none joins it there: if that silo is lost, there
    /// is one to blame. If all are at work, one is reserved, takes nothing new and is there when it has run empty.
    /// </summary>
    /// <param name="job">Whose item it is.</param>
    /// <param name="mayWait">False: items wait for others, which may need that very silo. Then one without another suspect has to do.</param>
    public SiloState? ForFinal(JobState job, bool mayWait)
    {
        if (!mayWait)
        {
            return Best(job.Demand, awayFromHome: true, silo => silo is { HasCapacity: true, Suspects: 0 });
        }

        if (Best(job.Demand, awayFromHome: true, silo => silo is { HasCapacity: true, Outstanding: 0 }) is { } idle)
        {
            return idle;
        }

        if (_reserved is null && Best(job.Demand, awayFromHome: true, silo => silo.HasCapacity) is { } best)
        {
            (_reserved, _reservedFor) = (best, job);
            best.IsReserved = true;
            Refresh(best);
        }

        return _reserved is { Outstanding: 0 } empty && (job.Demand is null || empty.Capacity.Fits(job.Demand)) ? empty : null;
    }

    /// <summary>The silo that runs empty for an item, if it still has leases.</summary>
    public SiloState? Emptying => _reserved is { Outstanding: > 0 } ? _reserved : null;

    /// <summary>The least loaded silo for a job that only some may run, or null when none of those has room.</summary>
    /// <param name="demand">What the job asks for.</param>
    /// <param name="awayFromHome">Whether the coordinator's own silo is to be avoided.</param>
    /// <param name="mayQueue">Whether the lease may wait at the silo for a slot.</param>
    /// <param name="slots">Slots of all silos that could run it.</param>
    public SiloState? ForPicky(LabelDemand demand, bool awayFromHome, bool mayQueue, out int slots)
    {
        slots = 0;
        foreach (var silo in _silos.Values)
        {
            slots += silo.IsUsable && silo.Capacity.CouldFit(demand) ? silo.Slots : 0;
        }

        return Best(demand, awayFromHome, silo => silo.HasCapacity && (mayQueue || silo.FreeSlots > 0));
    }

    /// <summary>The least loaded silo that takes a job's lease though it is full of others'.</summary>
    public SiloState? WithStandingRoom(LabelDemand? demand, bool awayFromHome) => Best(demand, awayFromHome, silo => silo.HasStandingRoom);

    /// <summary>The least loaded silo with room that is not this one.</summary>
    public SiloState? WithRoomExcept(SiloState silo, LabelDemand? demand) =>
        demand is null ? _byLoad.FirstExcept(silo) : Best(demand, awayFromHome: false, other => other.HasCapacity && other != silo);

    /// <summary>Gives the reserved silo back when its item does not need it any more, is not next any more, or may not wait for it.</summary>
    public void ReleaseUnneeded(bool mayWait, JobState? nextSuspect)
    {
        if (_reserved is { } silo && !(mayWait && silo.IsUsable && IsWaitedFor(nextSuspect)))
        {
            Release(silo);
        }
    }

    /// <summary>The second order costs something with every change, so it is kept only while there are suspects.</summary>
    public void ServeSuspects(bool serve)
    {
        if (serve == _servesSuspects)
        {
            return;
        }

        _servesSuspects = serve;
        _forSuspects.Clear();
        if (serve)
        {
            foreach (var silo in _silos.Values)
            {
                RefreshForSuspects(silo);
            }
        }
    }

    /// <summary>The silo that has waited longest to be asked for some of its surplus.</summary>
    public SiloState? NextDonor()
    {
        while (_donors.TryDequeue(out var silo))
        {
            silo.IsQueuedAsDonor = false;
            if (silo.IsDonor)
            {
                return silo;
            }
        }

        return null;
    }

    public void Asked(SiloState silo, int leases)
    {
        silo.AskedBack = leases;
        AskedBack += leases;
    }

    /// <summary>Closes the open ask, if there is one.</summary>
    public bool Answered(SiloState silo)
    {
        var wasOpen = silo.AskedBack > 0;
        AskedBack -= silo.AskedBack;
        silo.AskedBack = 0;
        return wasOpen;
    }

    public void Refresh(SiloState silo)
    {
        FreeSlots += silo.FreeSlots - silo.CountedFreeSlots;
        silo.CountedFreeSlots = silo.FreeSlots;
        silo.UpdateLoad();
        _byLoad.Set(silo, silo.HasCapacity);
        if (_servesSuspects)
        {
            RefreshForSuspects(silo);
        }

        if (!silo.IsQueuedAsDonor && silo.IsDonor)
        {
            silo.IsQueuedAsDonor = true;
            _donors.Enqueue(silo);
        }
    }

    private bool IsWaitedFor(JobState? nextSuspect) =>
        _reservedFor is { HasEnded: false, Suspects.Count: > 0 } job
        && LeaseSize.IsFinal(job, job.Suspects.First)
        && (job.Demand is not null || job == nextSuspect);

    private void Release(SiloState silo)
    {
        (_reserved, _reservedFor) = (null, null);
        silo.IsReserved = false;
        Refresh(silo);
    }

    // Looks at every silo: for the rare case that no order has the answer.
    private SiloState? Best(LabelDemand? demand, bool awayFromHome, Func<SiloState, bool> hasRoom)
    {
        SiloState? best = null;
        SiloState? home = null;
        foreach (var silo in _silos.Values)
        {
            if (!hasRoom(silo) || (demand is not null && !silo.Capacity.Fits(demand)))
            {
                continue;
            }

            if (awayFromHome && silo == HomeToAvoid)
            {
                home = silo;
            }
            else if (best is null || LoadOrder.Before(silo, best))
            {
                best = silo;
            }
        }

        // With labels it may be the only one.
        return best ?? (demand is null || IsMetElsewhere(demand) ? null : home);
    }

    private bool IsMetElsewhere(LabelDemand demand) =>
        _silos.Values.Any(silo => silo.IsUsable && silo.Id != homeSilo && silo.Capacity.CouldFit(demand));

    private void RefreshForSuspects(SiloState silo) => _forSuspects.Set(silo, silo.HasCapacity && silo != HomeToAvoid);

    private void Change(SiloState silo, int slots, bool isLeaving)
    {
        _usable -= silo.IsUsable ? 1 : 0;
        (silo.Slots, silo.IsLeaving) = (slots, isLeaving);
        _usable += silo.IsUsable ? 1 : 0;
        Slots += (silo.IsUsable ? slots : 0) - silo.CountedSlots;
        silo.CountedSlots = silo.IsUsable ? slots : 0;
        Touch(silo);
        if (Find(homeSilo) is { } home)
        {
            Refresh(home); // Whether it is to be avoided depends on the others.
        }
    }
}
