using Orleans.Placement;

namespace OrleansPool.Locating;

/// <summary>Marks a grain for <see cref="StayingSiloPlacement"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StayingSiloPlacementAttribute() : PlacementAttribute(new StayingSiloPlacement());
