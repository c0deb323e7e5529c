using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>How long a shift without work waits for more. One that ends is started again by a call of a worker grain, which takes as long as a short item.</summary>
    private static readonly TimeSpan RestTime = TimeSpan.FromMilliseconds(100);

    /// <summary>There is nothing to do in a slot. Returns whether its shift rests; if not, it is over. Slots that go away have no rest.</summary>
    private bool RestLocked(Slot slot)
    {
        if (IsLeaving || slot.IsBurst || slot.Excluded.Count > 0)
        {
            slot.Shift = null;
            RetireBurstLocked(slot, isIdle: true);
            return false;
        }

        slot.RestsSince = _time.GetTimestamp();
        return true;
    }

    /// <summary>Ends shifts that have rested for long, or all that rest.</summary>
    private void EndRestsLocked(bool all = false)
    {
        foreach (Slot slot in _slots)
        {
            if (slot.RestsSince is { } since && (all || _time.GetElapsedTime(since) > RestTime))
            {
                slot.Shift?.EndRest();
                (slot.Shift, slot.RestsSince) = (null, null);
            }
        }
    }
}
