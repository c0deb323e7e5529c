namespace OrleansPool.Wire;

/// <summary>Losses that an item is charged with. The client remembers them for the coordinator, which may be lost with the next.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.ItemCharge")]
internal readonly record struct ItemCharge([property: Id(0)] int Job, [property: Id(1)] long Item, [property: Id(2)] int Losses)
{
    /// <summary>The item runs on the coordinator's own silo: so many it is if that silo is lost. 0: it does not.</summary>
    [Id(3)]
    public int LossesOnTrial { get; init; }

    /// <summary>What it is charged with now that this coordinator is gone.</summary>
    public int After(bool isSiloLost) => isSiloLost && LossesOnTrial > 0 ? LossesOnTrial : Losses;
}
