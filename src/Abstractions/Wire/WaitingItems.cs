namespace OrleansPool.Wire;

/// <summary>Items of a job that wait for items of other jobs and have lent their slots meanwhile.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.WaitingItems")]
internal readonly record struct WaitingItems([property: Id(0)] int Job, [property: Id(1)] int Count);
