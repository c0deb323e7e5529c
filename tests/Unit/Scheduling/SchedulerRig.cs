using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

/// <summary>A scheduler with its instructions recorded, and short ways to say what happens to it.</summary>
internal sealed class SchedulerRig
{
    private readonly Dictionary<int, long> _nextItem = [];

    public SchedulerRig(SchedulerOptions? options = null) => Scheduler = new Scheduler(options ?? new SchedulerOptions(), Sink);

    public Scheduler Scheduler { get; }

    public RecordingSink Sink { get; } = new();

    public SchedulerRig Silos(params int[] slots)
    {
        for (var i = 0; i < slots.Length; i++)
        {
            Scheduler.SiloJoined(i, slots[i]);
        }

        return this;
    }

    public SchedulerRig Job(int job, int? chunkSize = null, int maxAttempts = 3, int priority = 0, double weight = 1, bool isIsolated = false)
    {
        Scheduler.JobStarted(new JobRules
        {
            Job = job,
            ChunkSize = chunkSize,
            MaxAttempts = maxAttempts,
            Priority = priority,
            Weight = weight,
            IsIsolated = isIsolated,
        });
        return this;
    }

    /// <summary>The next <paramref name="items"/> items of the job, in chunks of <paramref name="chunk"/>.</summary>
    public SchedulerRig Items(int job, int items, int chunk = int.MaxValue)
    {
        for (var left = items; left > 0; left -= Math.Min(left, chunk))
        {
            var first = _nextItem.GetValueOrDefault(job);
            _nextItem[job] = first + Math.Min(left, chunk);
            Scheduler.ChunkArrived(new Chunk(job, first, Math.Min(left, chunk), bytes: 0, content: null));
        }

        return this;
    }

    /// <summary>Schedules, and returns what was assigned by it.</summary>
    public Lease[] Run()
    {
        var before = Sink.Assigned.Count;
        Scheduler.Schedule();
        return [.. Sink.Assigned.Skip(before)];
    }

    /// <summary>Schedules, and returns what was asked back by it.</summary>
    public (int Silo, int Leases)[] RunForAsks()
    {
        var before = Sink.AskedBack.Count;
        Scheduler.Schedule();
        return [.. Sink.AskedBack.Skip(before)];
    }

    /// <summary>All that is left of the lease has outcomes.</summary>
    public bool Complete(Lease lease, long microsecondsEach = 1_000_000) => CompleteSome(lease, lease.Left, microsecondsEach);

    public bool CompleteSome(Lease lease, int count, long microsecondsEach = 1_000_000) =>
        Scheduler.Completed(lease.Silo, lease.Id, lease.Next, count, count * microsecondsEach);

    public bool Start(Lease lease) => Scheduler.Started(lease.Silo, lease.Id, lease.Next);

    public bool Start(Lease lease, long item) => Scheduler.Started(lease.Silo, lease.Id, item);

    /// <summary>Runs one lease of the job, so that the time of its items is known.</summary>
    public SchedulerRig Measure(int job, long microsecondsEach)
    {
        Items(job, 1);
        foreach (var lease in Run())
        {
            Complete(lease, microsecondsEach);
        }

        return this;
    }
}
