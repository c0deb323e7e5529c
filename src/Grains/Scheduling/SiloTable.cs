namespace OrleansPool.Scheduling;

/// <summary>The silos of the pool, and which of them is to have the next lease.</summary>
internal sealed class SiloTable(int homeSilo)
{
    private readonly Dictionary<int, SiloState> _silos = [];
    private readonly IndexedHeap<SiloState, LoadOrder> _byLoad = new();
    private readonly IndexedHeap<SiloState, SuspectOrder> _forSuspects = new();
    private readonly Queue<SiloState> _donors = new();
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

    public SiloState? LeastLoaded => _byLoad.First;

    /// <summary>For an item whose start must be remembered: the coordinator must not die with it.</summary>
    public SiloState? LeastLoadedAwayFromHome => _byLoad.FirstExcept(HomeToAvoid);

    private SiloState? HomeToAvoid => Find(homeSilo) is { } home && _usable > (home.IsUsable ? 1 : 0) ? home : null;

    public SiloState? Find(int silo) => _silos.GetValueOrDefault(silo);

    public void Join(int silo, int slots)
    {
        if (!_silos.TryGetValue(silo, out var state))
        {
            _silos[silo] = state = new SiloState(silo, _ordinal++);
        }

        Change(state, Math.Max(0, slots), isLeaving: false);
    }

    public void Resize(SiloState silo, int slots) => Change(silo, Math.Max(0, slots), silo.IsLeaving);

    public void Leave(SiloState silo) => Change(silo, silo.Slots, isLeaving: true);

    public void Remove(SiloState silo)
    {
        Answered(silo);
        Leave(silo);
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

    /// <summary>
    /// A silo for a suspect. One that is final gets a silo without any other suspect, and no other joins it there:
    /// if that silo is lost, there is one to blame.
    /// </summary>
    public SiloState? ForSuspect(bool isFinal)
    {
        var silo = _forSuspects.First;
        return isFinal && silo?.Suspects > 0 ? null : silo;
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

    private void RefreshForSuspects(SiloState silo) =>
        _forSuspects.Set(silo, silo.HasCapacity && silo.Finals == 0 && silo != HomeToAvoid);

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
