namespace OrleansPool;

/// <summary>One slot of a silo.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SlotView")]
public readonly record struct SlotView
{
    /// <summary>Gets its number on the silo.</summary>
    [Id(0)]
    public int Number { get; init; }

    /// <summary>Gets the job whose items run in it now; <see langword="null"/> when it is free.</summary>
    [Id(1)]
    public string? JobId { get; init; }

    /// <summary>Gets the index of the item that runs now.</summary>
    [Id(2)]
    public long? Item { get; init; }

    /// <summary>Gets whether its item waits for items of its own and has lent the slot.</summary>
    [Id(3)]
    public bool IsLent { get; init; }
}
