namespace OrleansPool.Benchmarks.Micro.Codec;

/// <summary>The same with a serializer of Orleans' generator.</summary>
[GenerateSerializer]
public sealed record GeneratedReading(
    [property: Id(0)] int Id,
    [property: Id(1)] double Value,
    [property: Id(2)] string Place,
    [property: Id(3)] bool IsGood);
