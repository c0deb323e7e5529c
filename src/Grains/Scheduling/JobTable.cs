namespace OrleansPool.Scheduling;

/// <summary>The jobs that have not ended, and which of them is next.</summary>
internal sealed class JobTable
{
    private readonly Dictionary<int, JobState> _jobs = [];
    private readonly Dictionary<int, PriorityClass> _classes = [];
    private long _ordinal;

    /// <summary>Jobs with items that may go to any silo.</summary>
    public IndexedHeap<JobState, FreshJobOrder> Fresh { get; } = new();

    /// <summary>Jobs whose every item runs on probation.</summary>
    public IndexedHeap<JobState, FreshJobOrder> Careful { get; } = new();

    /// <summary>Jobs with items that were, or may have been, running when a silo was lost.</summary>
    public IndexedHeap<JobState, SuspectJobOrder> Suspects { get; } = new();

    public int Count => _jobs.Count;

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

    public JobState? Remove(int job)
    {
        if (!_jobs.Remove(job, out var state))
        {
            return null;
        }

        Pending -= state.Pending;
        FreshHeapOf(state).Set(state, isMember: false);
        Suspects.Set(state, isMember: false);
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

    /// <summary>Takes items from the front of one of the job's queues and charges the job for them.</summary>
    public void Take(JobState job, RangeQueue queue, int items, double charge)
    {
        queue.Take(items);
        Pending -= items;
        job.PriorityClass.Now = Math.Max(job.PriorityClass.Now, job.Pass);
        job.Charge(charge);
        Refresh(job);
    }

    /// <summary>Takes back what a job was charged for items that did not run.</summary>
    public void Refund(JobState job, double charge)
    {
        job.Charge(-charge);
        Refresh(job);
    }

    private void NoteArrival(JobState job, int items)
    {
        if (job.Pending == 0)
        {
            job.CatchUp();
        }

        Pending += items;
    }

    /// <summary>Puts the job among those that may be served, or takes it out.</summary>
    public void Refresh(JobState job)
    {
        FreshHeapOf(job).Set(job, job.Fresh.Count > 0 && !job.IsHeld);
        Suspects.Set(job, job.Suspects.Count > 0 && !job.IsHeld);
    }

    private IndexedHeap<JobState, FreshJobOrder> FreshHeapOf(JobState job) => job.IsCareful ? Careful : Fresh;
}
