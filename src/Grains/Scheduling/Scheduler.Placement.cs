namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    /// <summary>Emits every instruction that is possible now. Called once after each batch of events.</summary>
    public void Schedule()
    {
        _silos.ServeSuspects(_jobs.Suspects.Count > 0);
        while (!IsFull && PlaceNext())
        {
            // Each turn placed a lease.
        }

        AskBack();
    }

    private bool PlaceNext()
    {
        var (job, silo) = (_jobs.Fresh.First, _silos.LeastLoaded);
        if (silo is null)
        {
            return false;
        }

        if (_jobs.Careful.First is { } careful
            && (job is null || FreshJobOrder.Before(careful, job))
            && _silos.LeastLoadedAwayFromHome is { } away)
        {
            (job, silo) = (careful, away);
        }

        if (_jobs.Suspects.First is { } suspect
            && (job is null || !FreshJobOrder.Before(job, suspect))
            && _silos.ForSuspect(LeaseSize.IsFinal(suspect, suspect.Suspects.First)) is { } other)
        {
            PlaceSuspect(suspect, other);
            return true;
        }

        if (job is null)
        {
            return false;
        }

        PlaceFresh(job, silo);
        return true;
    }

    private void PlaceFresh(JobState job, SiloState silo)
    {
        var count = LeaseSize.Fresh(job, job.Fresh.First, SharingSlots);
        var maySplit = count > 1 && options.MaxWorkers is null && job.Rules.ChunkSize is null;
        Place(job, job.Fresh, count, silo, onProbation: job.IsCareful, maySplit);
    }

    private void PlaceSuspect(JobState job, SiloState silo)
    {
        var count = LeaseSize.Suspect(job, job.Suspects.First);
        Place(job, job.Suspects, count, silo, onProbation: count == 1, maySplit: false);
    }

    private void Place(JobState job, RangeQueue queue, int count, SiloState silo, bool onProbation, bool maySplit)
    {
        var range = queue.First with { Count = count };
        var lease = new Lease(++_leaseId, job, silo, range, onProbation, maySplit) { ItemTime = job.ItemTime };
        _jobs.Take(job, queue, count, lease.Work);
        Add(lease);
        sink.Assign(lease);
    }
}
