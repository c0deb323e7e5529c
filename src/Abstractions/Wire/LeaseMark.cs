namespace OrleansPool.Wire;

/// <summary>The item that a lease is running now.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LeaseMark")]
internal readonly record struct LeaseMark([property: Id(0)] long Lease, [property: Id(1)] long Item);
