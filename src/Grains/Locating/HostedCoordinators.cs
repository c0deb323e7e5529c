using OrleansPool.Wire;

namespace OrleansPool.Locating;

/// <summary>
/// The coordinators that this silo has, and those that it wants to have while the other silos are asked. Of two silos that want the same one
/// at once, the one with the lower address gets it. Thread-safe.
/// </summary>
internal sealed class HostedCoordinators
{
    private readonly Lock _gate = new();
    private readonly Dictionary<GrainId, Entry> _entries = [];

    /// <summary>The activation here, if it is certain.</summary>
    public GrainAddress? Find(GrainId coordinator)
    {
        lock (_gate)
        {
            return _entries.GetValueOrDefault(coordinator) is { IsCertain: true } entry ? entry.Address : null;
        }
    }

    /// <summary>Wants to have it. Returns another activation here that has it or wants it, unless that is the one to be replaced.</summary>
    public GrainAddress? Propose(GrainAddress address, GrainAddress? replaced)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(address.GrainId, out Entry? known)
                && known.Address.ActivationId != address.ActivationId
                && known.Address.ActivationId != replaced?.ActivationId)
            {
                return known.Address;
            }

            if (known?.Address.ActivationId != address.ActivationId)
            {
                _entries[address.GrainId] = new Entry(address);
            }

            return null;
        }
    }

    /// <summary>All others were asked. Returns the activation elsewhere that has come first meanwhile, or null: it is here for certain.</summary>
    public GrainAddress? Confirm(GrainAddress address)
    {
        lock (_gate)
        {
            if (_entries.GetValueOrDefault(address.GrainId) is not { } entry || entry.Address.ActivationId != address.ActivationId)
            {
                return null;
            }

            if (entry.YieldedTo is { } other)
            {
                _entries.Remove(address.GrainId);
                return other;
            }

            entry.IsCertain = true;
            return null;
        }
    }

    /// <summary>It is not here, or not any more.</summary>
    public void Remove(GrainAddress address)
    {
        lock (_gate)
        {
            if (_entries.GetValueOrDefault(address.GrainId)?.Address.ActivationId == address.ActivationId)
            {
                _entries.Remove(address.GrainId);
            }
        }
    }

    /// <summary>Answers another silo.</summary>
    public GrainAddress? Locate(LocateRequest request)
    {
        lock (_gate)
        {
            if (request.Gone is { } gone)
            {
                Remove(gone);
            }

            if (_entries.GetValueOrDefault(request.Coordinator) is not { } entry)
            {
                return null;
            }

            if (entry.IsCertain || GoesBefore(entry.Address, request.Candidate))
            {
                return entry.Address;
            }

            entry.YieldedTo ??= request.Candidate;
            return null;
        }
    }

    private static bool GoesBefore(GrainAddress address, GrainAddress? rival) => rival is not null && address.SiloAddress!.CompareTo(rival.SiloAddress) < 0;

    private sealed class Entry(GrainAddress address)
    {
        public GrainAddress Address => address;

        public bool IsCertain { get; set; }

        public GrainAddress? YieldedTo { get; set; }
    }
}
