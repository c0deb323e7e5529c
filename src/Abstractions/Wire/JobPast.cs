namespace OrleansPool.Wire;

/// <summary>What became of a job under earlier coordinators, for those who watch it.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.JobPast")]
internal sealed record JobPast([property: Id(0)] long Completed, [property: Id(1)] long Failed, [property: Id(2)] TimeSpan Elapsed);
