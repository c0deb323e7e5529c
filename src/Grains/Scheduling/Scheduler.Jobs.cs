namespace OrleansPool.Scheduling;

internal sealed partial class Scheduler
{
    /// <summary>
    /// How many items of the job wait for items of other jobs, having lent their slots. While there are any, the job gets no more leases than
    /// there are slots of its own: else it would fill the room that the others need to end its waiting.
    /// </summary>
    public void Waiting(int job, int items)
    {
        if (_jobs.Find(job) is { } state)
        {
            state.LeaseLimit = items > 0 ? Math.Max(1, _silos.Slots - Lent) : null;
            _jobs.Refresh(state);
        }
    }

    /// <summary>How many of them wait at one silo: they give back what they take of its capacities meanwhile, as they do their slots.</summary>
    public void WaitingAt(int silo, int job, int items)
    {
        if (_silos.Find(silo) is { } state)
        {
            state.Lend(job, _jobs.Find(job)?.Demand, items);
        }
    }

    public void JobStarted(JobRules rules)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rules.Weight);
        _jobs.Add(rules);
    }

    /// <summary>Drops what waits, revokes what is leased, and forgets the job: whatever still comes for it is refused.</summary>
    public void JobCancelled(int job)
    {
        if (_jobs.Remove(job) is not { } state)
        {
            return;
        }

        while (state.Leases is { } lease)
        {
            Drop(lease);
            sink.Revoke(lease.Silo, lease.Id);
        }
    }

    /// <summary>All outcomes are there. Should a lease be left, nobody waits for it.</summary>
    public void JobFinished(int job) => JobCancelled(job);

    /// <summary>Queues the items. Without a job of that number there is nothing to do: it was cancelled.</summary>
    public void ChunkArrived(Chunk chunk)
    {
        if (chunk.Count <= 0 || _jobs.Find(chunk.Job) is not { } job)
        {
            return;
        }

        if (_inheritance.IsEmpty)
        {
            Queue(job, new PendingRange(chunk, chunk.First, chunk.Count, chunk.Losses, chunk.Doubts));
            return;
        }

        foreach (var range in _inheritance.Divide(chunk))
        {
            if (range.Held is { } held)
            {
                Adopt(job, chunk, range, held);
            }
            else
            {
                Queue(job, new PendingRange(chunk, range.First, range.Count, chunk.Losses, Math.Max(chunk.Doubts, range.InDoubt ? 1 : 0)));
            }
        }
    }

    private void Queue(JobState job, in PendingRange range)
    {
        if (IsSpent(job, range))
        {
            Fail(range);
            return;
        }

        _jobs.Append(job, range);
    }

    // At most once: an item that may have run under an earlier coordinator must not run again.
    private static bool IsSpent(JobState job, in PendingRange range) =>
        range.Losses + (job.IsCareful ? range.Doubts : 0) >= Math.Max(1, job.Rules.MaxAttempts);

    private void Fail(in PendingRange range)
    {
        for (var item = range.First; item < range.First + range.Count; item++)
        {
            sink.Lost(range.Chunk.Job, item, range.Chunk.Throws + range.Losses + range.Doubts, SchedulerOptions.NoSilo);
        }
    }
}
