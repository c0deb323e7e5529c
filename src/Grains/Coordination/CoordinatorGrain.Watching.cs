using OrleansPool.Failures;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>What people see of this coordinator's jobs, and how they end one.</summary>
internal sealed partial class CoordinatorGrain
{
    private readonly Dictionary<int, JobWatch> _watches = [];
    private readonly SiloNames _siloNames = new();
    private readonly string _here = localSilo.SiloAddress.ToParsableString();
    private TaskScheduler _turns = null!;

    /// <inheritdoc/>
    public int Jobs => _watches.Count;

    /// <inheritdoc/>
    public Task<JobView[]> JobsAsync() => InTurnAsync(() => Array.ConvertAll(
        [.. _watches],
        watch => watch.Value.View(_scheduler.OpenItemsOf(watch.Key))));

    /// <inheritdoc/>
    public Task<JobDetail?> JobAsync(string id) => InTurnAsync(() => NumberOf(id) is { } job ? _watches[job].Detail(_scheduler.OpenItemsOf(job)) : null);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string id, string by) => InTurnAsync(() =>
    {
        if (_isLeaving || NumberOf(id) is not { } job)
        {
            return false;
        }

        Failure failure = FailureEncoder.From(new OperationCanceledException($"Job {id} was cancelled by {by}."));
        EndJob(job, failure);
        _outcomes.Add(new JobFailure { Job = job, Failure = failure });
        return true;
    });

    private void JoinBook()
    {
        _turns = TaskScheduler.Current;
        book.Add(this);
    }

    private Task<T> InTurnAsync<T>(Func<T> work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _turns);

    private int? NumberOf(string id)
    {
        foreach ((int job, JobWatch watch) in _watches)
        {
            if (watch.Id == id)
            {
                return job;
            }
        }

        return null;
    }

    private void Watch(JobStart job)
    {
        var watch = new JobWatch(job, _opened.Client, _here, _siloNames, time);
        _watches[job.Job] = watch;
        meter.JobStarted(job.Verb);
        if (feed.IsOn)
        {
            feed.Tell(JobEventKind.Started, watch.View(waiting: 0));
        }
    }

    private void Watch(ChunkMessage chunk)
    {
        bool isOffered = _awaitsOffers;
        _watches[chunk.Job].Take(chunk, isOffered);
        meter.ItemsCame(chunk.History.Throws > 0 && !isOffered && !chunk.IsHedge ? chunk.Items.Count : 0, chunk.Items.Bytes);
    }

    private void Deliver(Segment segment)
    {
        meter.ItemsCompleted(segment.Values.Count, segment.Failures.Length, segment.Values.Bytes);
        if (_watches.TryGetValue(segment.Job, out JobWatch? watch))
        {
            watch.Take(segment, _now);
        }

        _outcomes.Add(segment);
    }

    private void EndWatch(int job, Failure? failure, bool isCancelled = false)
    {
        if (_watches.Remove(job, out JobWatch? watch))
        {
            if (feed.IsOn && watch.TakeNews() is { } news and not JobEventKind.Progress)
            {
                // What happened in its last second was not told yet.
                feed.Tell(news, watch.View(waiting: 0));
            }

            watch.End(failure, isCancelled || failure?.TypeName == typeof(OperationCanceledException).FullName);
            book.Keep(watch);
            if (feed.IsOn || meter.MeasuresJobs)
            {
                JobView view = watch.View(waiting: 0);
                meter.JobEnded(view);
                feed.Tell(JobEventKind.Finished, view);
            }
        }
    }

    /// <summary>Called once a second: tells what has happened since.</summary>
    private void TellNews()
    {
        if (!feed.IsOn)
        {
            return;
        }

        foreach ((int job, JobWatch watch) in _watches)
        {
            if (watch.TakeNews() is { } news)
            {
                feed.Tell(news, watch.View(_scheduler.OpenItemsOf(job)));
            }
        }
    }

    /// <summary>The pool is over, or its client is gone.</summary>
    private void EndWatches()
    {
        foreach (int job in _watches.Keys.ToList())
        {
            EndWatch(job, failure: null, isCancelled: true);
        }
    }
}
