using System.Collections.Concurrent;

namespace OrleansPool.Locating;

/// <summary>
/// The silos that have said themselves that they are about to stop, or were found gone. The membership says so later, and while its store is away not at all.
/// Thread-safe.
/// </summary>
internal sealed class LeavingSilos(IClusterMembershipService membership)
{
    private readonly ConcurrentDictionary<SiloAddress, bool> _silos = new();

    public void Add(SiloAddress silo)
    {
        foreach (SiloAddress known in _silos.Keys.Where(IsForgotten))
        {
            _silos.TryRemove(known, out _);
        }

        _silos[silo] = true;
    }

    public bool Contains(SiloAddress silo) => _silos.ContainsKey(silo);

    /// <summary>Whether a silo counts as alive, has not said that it is about to stop, and was not found gone.</summary>
    public bool IsStaying(SiloAddress silo) =>
        membership.CurrentSnapshot.Members.TryGetValue(silo, out ClusterMember? member) && member.Status == SiloStatus.Active && !Contains(silo);

    private bool IsForgotten(SiloAddress silo) =>
        !membership.CurrentSnapshot.Members.TryGetValue(silo, out ClusterMember? member) || member.Status == SiloStatus.Dead;
}
