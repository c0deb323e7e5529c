namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    /// <summary>Emits every instruction that is possible now. Called once after each batch of events.</summary>
    public void Schedule()
    {
        _silos.ServeSuspects(_jobs.Suspects.Count > 0);
        _silos.ReleaseUnneeded(MayWait, _jobs.Suspects.First);
        while (!IsFull && (PlaceWhereRoomIs() || PlaceInLine()))
        {
            // Each turn placed a lease.
        }

        AskBack();
        _over.Empty();
    }

    // Items that wait for others on a silo would keep it from ever running empty.
    private bool MayWait => Lent == 0;

    private bool PlaceWhereRoomIs()
    {
        var job = _silos.LeastLoaded is null ? null : _jobs.Fresh.First;
        var isCareful = false;
        if (_jobs.Careful.First is { } careful
            && (job is null || FreshJobOrder.Before(careful, job))
            && _silos.LeastLoadedAwayFromHome is not null)
        {
            (job, isCareful) = (careful, true);
        }

        if (_jobs.Picky.Count > 0 && FindPicky(job) is { } picky)
        {
            PlacePicky(picky.Job, picky.Silo, picky.Slots);
            return true;
        }

        if (_jobs.Suspects.First is { } suspect
            && (job is null || !FreshJobOrder.Before(job, suspect))
            && SiloForSuspect(suspect) is { } other)
        {
            PlaceSuspect(suspect, other);
            return true;
        }

        // Asked again: the last silo with room may have been reserved meanwhile.
        if (job is null || (isCareful ? _silos.LeastLoadedAwayFromHome : _silos.LeastLoaded) is not { } silo)
        {
            return false;
        }

        PlaceFresh(job, SiloForSpare(job) ?? silo, SharingSlots);
        return true;
    }

    // Where the item does not run yet: its machine may be what is slow. Null if it is no spare, or has no such silo with room.
    private SiloState? SiloForSpare(JobState job)
    {
        var next = job.Fresh.First;
        for (var lease = next.Chunk.IsSpare ? job.Leases : null; lease is not null; lease = lease.After)
        {
            if (next.First >= lease.Next && next.First < lease.End)
            {
                return _silos.WithRoomExcept(lease.Host, job.Demand);
            }
        }

        return null;
    }

    /// <summary>
    /// All silos are full. A job that has less than its share may wait in line at one of them: its agent gives it the next free slot. Else a job
    /// that comes second would wait until one before it has nothing more to send.
    /// </summary>
    private bool PlaceInLine()
    {
        if (_jobs.AtWork < 2)
        {
            return false;
        }

        if (NextInLine() is { } job && _silos.WithStandingRoom(job.Demand, job.IsCareful) is { } silo)
        {
            PlaceFresh(job, silo, SharingSlots);
            return true;
        }

        // A job that no silo can take now for want of a label must not keep others from standing in line.
        return _jobs.Picky.Count > 0 && PlaceAnyInLine();
    }

    private bool PlaceAnyInLine()
    {
        foreach (var job in _jobs.ByShare.Members.OrderBy(job => job.LeaseCount / job.Rules.Weight))
        {
            if (job.Fresh.Count > 0
                && job.LeaseCount + 1 <= _jobs.ShareOf(job, SharingSlots)
                && _silos.WithStandingRoom(job.Demand, job.IsCareful) is { } silo)
            {
                PlaceFresh(job, silo, SharingSlots);
                return true;
            }
        }

        return false;
    }

    // Who has fewer leases than whole slots; or, if there are more jobs than slots, has none and whose turn it is.
    private JobState? NextInLine()
    {
        if (_jobs.ByShare.First is { Fresh.Count: > 0 } least && least.LeaseCount + 1 <= _jobs.ShareOf(least, SharingSlots))
        {
            return least;
        }

        return NextInTurn() is { LeaseCount: 0 } next && _jobs.ShareOf(next, SharingSlots) > 0 ? next : null;
    }

    private JobState? NextInTurn()
    {
        var next = _jobs.Fresh.First;
        if (_jobs.Careful.First is { } careful && (next is null || FreshJobOrder.Before(careful, next)))
        {
            next = careful;
        }

        foreach (var picky in _jobs.Picky)
        {
            if (picky.Fresh.Count > 0 && (next is null || FreshJobOrder.Before(picky, next)))
            {
                next = picky;
            }
        }

        return next;
    }

    private SiloState? SiloForSuspect(JobState job) =>
        LeaseSize.IsFinal(job, job.Suspects.First) ? _silos.ForFinal(job, MayWait) : _silos.ForSuspect();

    // The best of the jobs that only some silos may run, if it goes before the best of the others and has a silo with room.
    private (JobState Job, SiloState Silo, int Slots)? FindPicky(JobState? before)
    {
        (JobState Job, SiloState Silo, int Slots)? best = null;
        foreach (var job in _jobs.Picky)
        {
            if ((before is null || FreshJobOrder.Before(job, before))
                && (best is null || FreshJobOrder.Before(job, best.Value.Job))
                && SiloForPicky(job, out var slots) is { } silo)
            {
                best = (job, silo, slots);
            }
        }

        return best;
    }

    private SiloState? SiloForPicky(JobState job, out int slots)
    {
        var isSuspect = job.Suspects.Count > 0;

        // What waits at a silo is asked back for any other, which this job is not for: its long items wait here until a slot is free.
        var mayQueue = job.IsItemTimeKnown && job.ItemTime <= Tuning.SlotBacklog;
        var silo = _silos.ForPicky(job.Demand!, isSuspect || job.IsCareful, mayQueue, out slots);
        return isSuspect && LeaseSize.IsFinal(job, job.Suspects.First) ? _silos.ForFinal(job, MayWait) : silo;
    }

    private void PlacePicky(JobState job, SiloState silo, int slots)
    {
        if (job.Suspects.Count > 0)
        {
            PlaceSuspect(job, silo);
        }
        else
        {
            PlaceFresh(job, SiloForSpare(job) ?? silo, slots);
        }
    }

    private void PlaceFresh(JobState job, SiloState silo, int slots)
    {
        var isSplittable = options.MaxWorkers is null && !job.IsWhole;
        var next = job.Fresh.First;
        var size = job.Rules.ChunkSize ?? 1;
        var count = LeaseSize.Fresh(job, next, slots, isSplittable, mayBeLarge: isSplittable && _jobs.AtWork < 2);

        // What a silo gave back may begin within a chunk: where the next one begins its agent would not know.
        var isWhole = (next.First - next.Chunk.First) % size == 0;
        Place(job, job.Fresh, count, silo, onProbation: job.IsCareful, maySplit: isSplittable && isWhole && count > size);
    }

    private void PlaceSuspect(JobState job, SiloState silo)
    {
        var count = LeaseSize.Suspect(job, job.Suspects.First);
        Place(job, job.Suspects, count, silo, onProbation: count == 1, maySplit: false);
    }

    private void Place(JobState job, RangeQueue queue, int count, SiloState silo, bool onProbation, bool maySplit)
    {
        var range = queue.First with { Count = count };
        var lease = NewLease(job, silo, range, onProbation, maySplit);
        _jobs.Take(job, queue, count);
        Add(lease);
        sink.Assign(lease);
    }
}
