using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Retrying;

/// <summary>An awaited item that is run again, on its own, since its function threw.</summary>
internal sealed class RetriedItem(long index, ItemBlock argument)
{
    private int _losses;

    public long Index => index;

    /// <summary>How often its function threw.</summary>
    public int Throws { get; private set; }

    /// <summary>Whether it waits for its back-off: no coordinator has it.</summary>
    public bool IsWaiting { get; private set; }

    /// <summary>Coordinators that were lost since it was submitted again.</summary>
    public int Offers { get; set; }

    public ItemBlock Argument => argument;

    public long Bytes => argument.Bytes;

    /// <summary>Whether a failure in this attempt is of a run that was counted already.</summary>
    public bool IsLate(int attempt) => IsWaiting || attempt <= Throws + _losses;

    public void Threw(int attempt)
    {
        Throws++;
        _losses = attempt - Throws;

        // It ended for certain, so nothing is in doubt any more: with MaxAttempts 1 it may be run again too.
        Offers = 0;
        IsWaiting = true;
    }

    /// <summary>A coordinator is gone that had charged it with losses; with those nothing is in doubt but what comes after.</summary>
    public void Charge(int losses, bool isLost)
    {
        _losses = losses;

        // The offer to the next coordinator counts one for the loss of this.
        Offers = isLost ? -1 : 0;
    }

    public void Resume() => IsWaiting = false;

    public ChunkMessage ToMessage(int job) => new()
    {
        Job = job,
        First = index,
        Items = argument,
        Doubts = ChunkLedger.DoubtsOf(Offers),
        History = new ItemHistory(Throws, _losses),
    };
}
