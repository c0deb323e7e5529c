namespace OrleansPool.Locating;

/// <summary>On any silo that is not about to stop and was not found gone, by chance.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.StayingSiloPlacement")]
internal sealed class StayingSiloPlacement : PlacementStrategy
{
}
