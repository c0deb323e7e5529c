namespace OrleansPool.Wire;

/// <summary>What became of the earlier runs of an item that is run again because its function threw.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemHistory")]
internal readonly record struct ItemHistory([property: Id(0)] int Throws, [property: Id(1)] int Losses)
{
    public int Runs => Throws + Losses;
}
