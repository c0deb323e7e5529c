using System.Collections.Concurrent;
using OrleansPool.Coordination;

namespace OrleansPool.Locating;

/// <summary>
/// Where the coordinators are that have attached this silo, as they say themselves. A coordinator on a silo that has just joined may be heard of
/// before that silo is: while the membership's store is away, this silo does not learn of it at all. Thread-safe.
/// </summary>
internal sealed class AttachedCoordinators
{
    private static readonly GrainType Coordinators = GrainType.Create(CoordinatorGrain.GrainTypeName);

    private readonly ConcurrentDictionary<GrainId, SiloAddress> _silos = new();

    public void Set(string pool, SiloAddress silo) => _silos[GrainId.Create(Coordinators, pool)] = silo;

    public void Remove(string pool) => _silos.TryRemove(GrainId.Create(Coordinators, pool), out _);

    /// <summary>The silo, or null.</summary>
    public SiloAddress? Find(GrainId coordinator) => _silos.GetValueOrDefault(coordinator);
}
