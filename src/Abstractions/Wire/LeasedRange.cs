namespace OrleansPool.Wire;

/// <summary>Items that a silo may have started when their coordinator handed over. All others that were awaited then had certainly not started.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LeasedRange")]
internal readonly record struct LeasedRange(
    [property: Id(0)] int Job,
    [property: Id(1)] long First,
    [property: Id(2)] int Count,
    [property: Id(3)] int Silo)
{
    public long End => First + Count;
}
