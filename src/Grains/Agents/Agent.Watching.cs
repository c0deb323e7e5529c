using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>What people see of the silo, and how they take it out of work.</summary>
internal sealed partial class Agent
{
    /// <summary>The silo as its agent knows it.</summary>
    public SiloView Describe()
    {
        lock (_gate)
        {
            return new SiloView
            {
                Address = _silo,
                Phase = _phase,
                Workers = _workers,
                Slots = [.. _slots.Select(Describe)],
                Queue = _queue.Count,
                Labels = _labels,
                Isolation = _isolation,
            };
        }
    }

    /// <summary>The silo takes no more work, gives back what has not started and finishes what runs; then it waits to be stopped.</summary>
    public void Drain(string by)
    {
        lock (_gate)
        {
            if (IsLeaving)
            {
                return;
            }

            _phase = PoolSiloPhase.Draining;
        }

        LogDrainAsked(by);
        _ = DrainForGoodAsync();
    }

    private static SlotView Describe(Slot slot)
    {
        LeaseRun? run = slot.Run;
        return new SlotView { Number = slot.Number, JobId = run?.JobId, Item = run?.ItemIndex, IsLent = slot.IsLent };
    }

    private async Task DrainForGoodAsync()
    {
        await DrainAsync(_letGo.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            if (!_isStopping)
            {
                _phase = PoolSiloPhase.Drained;
            }
        }
    }
}
