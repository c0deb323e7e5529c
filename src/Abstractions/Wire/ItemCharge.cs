namespace OrleansPool.Wire;

/// <summary>Losses that an item is charged with. The client remembers them for the coordinator, which may be lost with the next.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemCharge")]
internal readonly record struct ItemCharge([property: Id(0)] int Job, [property: Id(1)] long Item, [property: Id(2)] int Losses);
