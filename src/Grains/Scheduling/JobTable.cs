namespace OrleansPool.Scheduling;

/// <summary>The jobs that have not ended, and which of them is next.</summary>
internal sealed class JobTable
{
    private readonly Dictionary<int, JobState> _jobs = [];
    private readonly Dictionary<int, PriorityClass> _classes = [];
    private readonly HashSet<JobState> _picky = [];
    private long _ordinal;

    /// <summary>Jobs with items that may go to any silo.</summary>
    public IndexedHeap<JobState, FreshJobOrder> Fresh { get; } = new();

    /// <summary>Jobs whose every item runs on probation.</summary>
    public IndexedHeap<JobState, FreshJobOrder> Careful { get; } = new();

    /// <summary>Jobs with items that were, or may have been, running when a silo was lost.</summary>
    public IndexedHeap<JobState, SuspectJobOrder> Suspects { get; } = new();

    /// <summary>Jobs with items that wait, the one with the fewest leases for its weight first.</summary>
    public IndexedHeap<JobState, ShareOrder> ByShare { get; } = new();

    /// <summary>Jobs with items that wait and may only go to silos with certain labels. They are in none of the three queues above.</summary>
    public IReadOnlyCollection<JobState> Picky => _picky;

    public int Count => _jobs.Count;

    /// <summary>Jobs with anything that waits or runs.</summary>
    public int AtWork { get; private set; }

    /// <summary>Items that wait for a lease.</summary>
    public long Pending { get; private set; }

    public JobState? Find(int job) => _jobs.GetValueOrDefault(job);

    public void Add(JobRules rules)
    {
        if (!_classes.TryGetValue(rules.Priority, out var priorityClass))
        {
            _classes[rules.Priority] = priorityClass = new PriorityClass(rules.Priority);
        }

        if (_jobs.TryAdd(rules.Job, new JobState(rules, priorityClass, _ordinal++)))
        {
            priorityClass.Jobs++;
        }
    }

    /// <summary>Forgets a job that has no leases any more.</summary>
    public JobState? Remove(int job)
    {
        if (!_jobs.Remove(job, out var state))
        {
            return null;
        }

        Pending -= state.Pending;
        state.HasEnded = true;
        Refresh(state);
        if (--state.PriorityClass.Jobs == 0)
        {
            _classes.Remove(state.PriorityClass.Priority);
        }

        return state;
    }

    public void Append(JobState job, in PendingRange range)
    {
        NoteArrival(job, range.Count);
        job.Append(range);
        Refresh(job);
    }

    public void PutBack(JobState job, in PendingRange range)
    {
        NoteArrival(job, range.Count);
        job.PutBack(range);
        Refresh(job);
    }

    /// <summary>Takes items from the front of one of the job's queues, for a lease.</summary>
    public void Take(JobState job, RangeQueue queue, int items)
    {
        queue.Take(items);
        Pending -= items;
        job.PriorityClass.Now = job.Pass;
    }

    public void Link(Lease lease)
    {
        lease.Owner.Link(lease);
        lease.Owner.PriorityClass.Leases++;
        Refresh(lease.Owner);
    }

    public void Unlink(Lease lease)
    {
        lease.Owner.Unlink(lease);
        lease.Owner.PriorityClass.Leases--;
        Refresh(lease.Owner);
    }

    /// <summary>Slots that the job should have of so many: its part by weight of what more important jobs leave.</summary>
    public double ShareOf(JobState job, int slots)
    {
        foreach (var other in _classes.Values)
        {
            slots -= other.Priority > job.Rules.Priority ? other.Leases : 0;
        }

        return slots <= 0 ? 0 : slots * job.Rules.Weight / job.PriorityClass.WeightAtWork;
    }

    /// <summary>Puts the job among those that may be served, or takes it out.</summary>
    public void Refresh(JobState job)
    {
        var mayHaveMore = !job.HasEnded && !job.IsHeld;
        if (job.Demand is null)
        {
            (job.IsCareful ? Careful : Fresh).Set(job, mayHaveMore && job.Fresh.Count > 0);
            Suspects.Set(job, mayHaveMore && job.Suspects.Count > 0);
        }
        else if (mayHaveMore && job.Pending > 0)
        {
            _picky.Add(job);
        }
        else
        {
            _picky.Remove(job);
        }

        job.PriorityClass.Waiting.Set(job, mayHaveMore && job.Pending > 0);
        ByShare.Set(job, mayHaveMore && job.Pending > 0);
        CountAtWork(job);
    }

    private void CountAtWork(JobState job)
    {
        var isAtWork = !job.HasEnded && (job.Pending > 0 || job.LeaseCount > 0);
        if (isAtWork != job.IsCounted)
        {
            job.IsCounted = isAtWork;
            AtWork += isAtWork ? 1 : -1;
            job.PriorityClass.CountAtWork(job.Rules.Weight, isAtWork ? 1 : -1);
        }
    }

    private void NoteArrival(JobState job, int items)
    {
        if (job.Pending == 0)
        {
            job.CatchUp();
        }

        Pending += items;
    }
}
