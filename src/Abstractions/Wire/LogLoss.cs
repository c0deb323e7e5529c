namespace OrleansPool.Wire;

/// <summary>How many entries of a job were dropped, since they came faster than a link carries them.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LogLoss")]
internal readonly record struct LogLoss([property: Id(0)] int Job, [property: Id(1)] long Count);
