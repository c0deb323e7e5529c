namespace OrleansPool.Workers;

/// <summary>
/// A slot that an item has lent while it waits for items of its own. However many it waits for at the same time, it has one to lend. Belongs to
/// the agent's lock.
/// </summary>
internal sealed class SlotLoan(Slot slot, long since)
{
    /// <summary>The slot that is there in the meantime.</summary>
    public Slot Slot { get; } = slot;

    public long Since { get; } = since;

    /// <summary>Waits that are open.</summary>
    public int Waits { get; set; }
}
