namespace OrleansPool.Wire;

/// <summary>A silo that a message of a round is passed on to, and the pool's attachment there.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ShareHop")]
internal readonly record struct ShareHop([property: Id(0)] SiloAddress Silo, [property: Id(1)] long Epoch);
