using Orleans.Runtime.Placement;

namespace OrleansPool.Locating;

/// <summary>Chooses a silo for a grain with <see cref="StayingSiloPlacement"/>.</summary>
internal sealed class StayingSiloDirector(LeavingSilos leaving, LostSilos lost) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] all = context.GetCompatibleSilos(target);
        SiloAddress[] staying = Array.FindAll(all, silo => !leaving.Contains(silo) && !lost.Contains(silo));
        SiloAddress[] candidates = staying.Length > 0 ? staying : all;
        return Task.FromResult(candidates[Random.Shared.Next(candidates.Length)]);
    }
}
