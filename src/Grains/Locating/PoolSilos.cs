using Orleans.Metadata;
using OrleansPool.Coordination;

namespace OrleansPool.Locating;

/// <summary>The silos of the cluster that are a pool's. Others have no coordinator, nor anyone who could answer.</summary>
internal sealed class PoolSilos(IClusterMembershipService membership, IClusterManifestProvider manifests)
{
    private static readonly GrainType Coordinators = GrainType.Create(CoordinatorGrain.GrainTypeName);

    /// <summary>Those that count as alive.</summary>
    public IEnumerable<SiloAddress> All() => membership.CurrentSnapshot.Members.Values.Where(IsPools).Select(member => member.SiloAddress);

    public string NameOf(SiloAddress silo) => membership.CurrentSnapshot.Members.TryGetValue(silo, out ClusterMember? member) ? member.Name : "";

    private bool IsPools(ClusterMember member) =>
        member.Status is SiloStatus.Active or SiloStatus.ShuttingDown
        && (!manifests.Current.Silos.TryGetValue(member.SiloAddress, out GrainManifest? manifest) || manifest.Grains.ContainsKey(Coordinators));
}
