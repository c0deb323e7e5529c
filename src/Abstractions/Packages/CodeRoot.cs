namespace OrleansPool.Packages;

/// <summary>An assembly in one build.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.CodeRoot")]
internal readonly record struct CodeRoot([property: Id(0)] string Assembly, [property: Id(1)] Guid Build);
