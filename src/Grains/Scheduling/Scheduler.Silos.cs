using System.Collections.Frozen;
using OrleansPool.Wire;

namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    public void SiloJoined(int silo, int slots, IReadOnlyDictionary<string, string>? labels = null) =>
        _silos.Join(silo, slots, labels ?? FrozenDictionary<string, string>.Empty);

    public void SlotsChanged(int silo, int slots)
    {
        if (_silos.Find(silo) is { } state)
        {
            _silos.Resize(state, slots);
        }
    }

    /// <summary>How long a message to a silo and its answer take: the farther, the more has to wait there for its slots never to idle.</summary>
    public void TripTakes(int silo, double microseconds)
    {
        if (_silos.Find(silo) is { } state)
        {
            _silos.SetBacklog(state, Tuning.SlotBacklog + (RoundTrip.OnTheWay * microseconds));
        }
    }

    /// <summary>The silo drains: no new leases. What it gives back is free, what it has it may finish.</summary>
    public void SiloLeaving(int silo)
    {
        if (_silos.Find(silo) is { } state)
        {
            _silos.Leave(state);
        }
    }

    /// <summary>The silo is dead or silent. Nothing it says from now on counts.</summary>
    public void SiloLost(int silo)
    {
        _inheritance.Lost(silo);
        if (_silos.Find(silo) is not { } state)
        {
            return;
        }

        _silos.Remove(state);

        // From the last to the first, because each goes to the front of its queue.
        foreach (var lease in state.Leases.OrderByDescending(lease => lease.First))
        {
            _jobs.Unlink(lease);
            Requeue(lease);
        }
    }

    private void Requeue(Lease lease)
    {
        if (lease.Chunk.IsSpare)
        {
            return;
        }

        if (lease.OnProbation)
        {
            RequeueProbation(lease);
        }
        else if (lease.IsAnnounced)
        {
            RequeueAround(lease, lease.Position);
        }
        else
        {
            PutBack(lease, lease.Next, lease.End, lease.Losses, lease.Doubts + 1);
        }
    }

    // The agent waits for the acknowledgement of the start, so without an announcement it did not start.
    private void RequeueProbation(Lease lease)
    {
        if (!lease.IsAnnounced)
        {
            PutBack(lease, lease.Next, lease.End, lease.Losses, lease.Doubts);
            return;
        }

        var losses = lease.Losses + lease.Doubts + 1;
        if (losses >= lease.Owner.Rules.MaxAttempts)
        {
            sink.Lost(lease.Job, lease.Next, lease.Chunk.Throws + losses, lease.Silo);
        }
        else
        {
            Charge(lease, lease.Next, losses, doubts: 0);
        }
    }

    // Those before it had finished, it was running, those after it may have started since it was announced.
    private void RequeueAround(Lease lease, long running)
    {
        PutBack(lease, running + 1, lease.End, lease.Losses, lease.Doubts + 1);
        Charge(lease, running, lease.Losses + 1, lease.Doubts);
        PutBack(lease, lease.Next, running, lease.Losses, lease.Doubts);
    }

    private void Charge(Lease lease, long item, int losses, int doubts)
    {
        sink.Charged(lease.Job, item, losses);
        PutBack(lease, item, item + 1, losses, doubts);
    }

    private void PutBack(Lease lease, long first, long end, int losses, int doubts)
    {
        if (first < end)
        {
            _jobs.PutBack(lease.Owner, new PendingRange(lease.Chunk, first, (int)(end - first), losses, doubts));
        }
    }
}
