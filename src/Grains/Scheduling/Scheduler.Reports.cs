namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    /// <summary>The silo says which item of a lease is running. False: it has no such lease and must not run it.</summary>
    public bool Started(int silo, long leaseId, long item)
    {
        if (Find(silo, leaseId) is not { } lease || item < lease.First || item >= lease.End)
        {
            return false;
        }

        if (item >= lease.Next)
        {
            lease.Host.Count(lease, -1);
            lease.Announce(item);
            lease.Host.Count(lease, 1);
            _silos.Touch(lease.Host);
        }

        return true;
    }

    /// <summary>
    /// The silo has outcomes of the next items of a lease. False: they don't count (the lease was lost, revoked, or this is a repeat).
    /// </summary>
    public bool Completed(int silo, long leaseId, long first, int count, long runMicroseconds, long lentMicroseconds = 0)
    {
        if (Find(silo, leaseId) is not { } lease || first != lease.Next || count <= 0 || count > lease.Left)
        {
            return false;
        }

        lease.Owner.Completed(count, runMicroseconds, lentMicroseconds);
        if (count == lease.Left)
        {
            Drop(lease);
            lease.Advance(count);
            return true;
        }

        lease.Host.Count(lease, -1);
        lease.ItemTime = lease.Owner.ItemTime;
        lease.Advance(count);
        lease.Owner.Unlease(count);
        lease.Host.Count(lease, 1);
        _jobs.Refresh(lease.Owner);
        _silos.Touch(lease.Host);
        return true;
    }

    /// <summary>The agent split a lease: items from <paramref name="at"/> on are lease <paramref name="newLeaseId"/> now.</summary>
    /// <returns>False if it has no such lease, or no such items in it.</returns>
    public bool Split(int silo, long leaseId, long at, long newLeaseId)
    {
        if (newLeaseId >= 0 || Find(silo, leaseId) is not { } lease || at < lease.Next || at >= lease.End || Find(silo, newLeaseId) is not null)
        {
            return false;
        }

        var range = new PendingRange(lease.Chunk, at, (int)(lease.End - at), lease.Losses, lease.Doubts);
        if (at == lease.Next)
        {
            // Its outcomes overtook the news of the split: nothing of it is left.
            Drop(lease);
        }
        else
        {
            Cut(lease, at);
        }

        Add(new Lease(newLeaseId, lease.Owner, lease.Host, range, onProbation: false, lease.MaySplit) { ItemTime = lease.ItemTime });
        return true;
    }

    /// <summary>The agent gives unstarted items at the end of a lease back. They cost their job nothing and are next.</summary>
    /// <returns>False if it has no such lease, or no such items at its end.</returns>
    public bool Returned(int silo, long leaseId, long first, int count)
    {
        if (_silos.Find(silo) is { } host)
        {
            _silos.Answered(host);
            _silos.Touch(host);
        }

        if (Find(silo, leaseId) is not { } lease || first < lease.Next || count <= 0 || first + count != lease.End)
        {
            return false;
        }

        var job = lease.Owner;
        if (first == lease.Next)
        {
            Drop(lease);
        }
        else
        {
            Cut(lease, first);
        }

        _jobs.PutBack(job, new PendingRange(lease.Chunk, first, count, lease.Losses, lease.Doubts));
        return true;
    }

    /// <summary>
    /// The worker of a lease was lost, and its silo was not. What it ran is charged with that, or has its outcome by now; all else of the lease is
    /// next, free of charge.
    /// </summary>
    /// <param name="silo">Where.</param>
    /// <param name="leaseId">The lease, which is over.</param>
    /// <param name="item">The item that was running, or none of the lease's.</param>
    /// <param name="hasOutcome">Whether the item has ended with this.</param>
    /// <param name="cause">How the worker ended.</param>
    /// <returns>False if no item of the lease was running: the silo has no such lease, or all of it is next.</returns>
    public bool WorkerLost(int silo, long leaseId, long item, bool hasOutcome, string cause)
    {
        if (Find(silo, leaseId) is not { } lease)
        {
            return false;
        }

        Drop(lease);
        if (lease.Chunk.IsSpare)
        {
            return hasOutcome;
        }

        if (item < lease.Next || item >= lease.End)
        {
            PutBack(lease, lease.Next, lease.End, lease.Losses, lease.Doubts);
            return false;
        }

        PutBack(lease, item + 1, lease.End, lease.Losses, lease.Doubts);
        if (!hasOutcome)
        {
            ChargeOrFail(lease, item, lease.Losses + 1, lease.Doubts, cause);
        }

        PutBack(lease, lease.Next, item, lease.Losses, lease.Doubts);
        return true;
    }

    private void ChargeOrFail(Lease lease, long item, int losses, int doubts, string cause)
    {
        if (losses >= Math.Max(1, lease.Owner.Rules.MaxAttempts))
        {
            sink.Lost(lease.Job, item, lease.Chunk.Throws + losses, lease.Silo, cause);
        }
        else
        {
            Charge(lease, item, losses, doubts);
        }
    }

    /// <summary>Closes the open ask of the silo. If nothing came back since, it is not asked again before something happens there.</summary>
    public void AskBackAnswered(int silo)
    {
        if (_silos.Find(silo) is { } state && _silos.Answered(state))
        {
            state.IsAskPointless = true;
            _silos.Refresh(state);
        }
    }

    private void Cut(Lease lease, long end)
    {
        lease.Host.Count(lease, -1);
        lease.Owner.Unlease((int)(lease.End - Math.Max(end, lease.Next)));
        lease.CutAt(end);
        lease.Host.Count(lease, 1);
        _silos.Touch(lease.Host);
    }

    private void Add(Lease lease)
    {
        _silos.Add(lease);
        _jobs.Link(lease);
    }
}
