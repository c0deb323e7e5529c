using OrleansPool.Wire;

namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    private readonly Inheritance _inheritance = new();

    /// <summary>Whether silos hold items that the client has not offered yet: until it has, nothing that they say of them can be understood.</summary>
    public bool AwaitsOffers => _inheritance.IsAwaited;

    /// <summary>An earlier coordinator has handed over, and only these items may have been started under it.</summary>
    public void TakeOver(IReadOnlyCollection<LeasedRange> leased) => _inheritance.Leased(leased);

    /// <summary>A silo is there with all that it still has of an earlier coordinator. Called before anything is offered.</summary>
    public void SiloHolds(int silo, IReadOnlyCollection<HeldLease> held)
    {
        _inheritance.Present(silo, held);
        foreach (var lease in held)
        {
            // No number must mean two leases at one silo.
            _leaseId = Math.Max(_leaseId, lease.Lease);
        }
    }

    /// <summary>All that the client awaits has been offered.</summary>
    public void AllOffered() => _inheritance.Clear();

    /// <summary>
    /// What may have been started, or may yet be: for the next coordinator, when nothing more is told to this one. An item on probation starts
    /// only when that was acknowledged.
    /// </summary>
    public LeasedRange[] HandOver() =>
    [
        .. _silos.Leases
            .Where(lease => !lease.Chunk.IsSpare && (!lease.OnProbation || lease.IsAnnounced))
            .Select(lease => new LeasedRange(lease.Job, lease.Next, lease.Left, lease.Silo)),
        .. _inheritance.Unclaimed,
    ];

    private void Adopt(JobState job, Chunk chunk, OfferedRange range, HeldLease held)
    {
        if (_silos.Find(range.Silo) is not { } silo)
        {
            return;
        }

        var pending = new PendingRange(chunk, range.First, range.Count, chunk.Losses, Doubts: 0);
        var lease = new Lease(held.Lease, job, silo, pending, held.OnProbation, held.MaySplit);
        if (held.Running >= lease.First)
        {
            lease.Announce(held.Running);
        }

        Add(lease);
    }
}
