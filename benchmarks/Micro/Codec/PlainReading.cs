namespace OrleansPool.Benchmarks.Micro.Codec;

/// <summary>A record as users write it, which goes field by field.</summary>
public sealed record PlainReading(int Id, double Value, string Place, bool IsGood);
