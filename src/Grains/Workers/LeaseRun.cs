using System.Diagnostics;
using System.Runtime.CompilerServices;
using OrleansPool.Agents;
using OrleansPool.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Sharing;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>
/// The run of a lease in one slot. Its items run one after another; outcomes leave as they are there, so that no item waits for its
/// neighbours; and other threads may cut off the items that have not started.
/// </summary>
/// <remarks>
/// The running thread tells with one plain store an item which item it is at (<c>Current</c>) and reads with one plain load where to stop
/// (<c>End</c>). Whoever moves the end first stores it and then issues a process-wide barrier: after that either the runner's store of the
/// item is seen, or the runner sees the new end. So the hot path has neither a lock nor a fence.
/// </remarks>
internal abstract partial class LeaseRun(LeasePart part, WorkerLife worker, TimeProvider time) : IRunningItem
{
    private readonly Lock _gate = new();
    private volatile RunPage? _page;
    private readonly long _started = time.GetTimestamp();
    private int _current = part.From;
    private int _end = part.End;
    private bool _isStopped;
    private volatile bool _isGivenUp;
    private volatile bool _isStarting;
    private volatile TimedItem? _timed;
    private int _announced = -1;
    private int _restEnd = -1;

    /// <summary>What it was given to run.</summary>
    public LeasePart Part { get; } = part;

    public AgentJob Job { get; } = part.Job;

    public LeaseMessage Message { get; } = part.Message;

    /// <summary>The lease's own identity, which differs from the message's for a part that was cut off.</summary>
    public long Id { get; } = part.Id;

    /// <summary>The slot that runs it.</summary>
    public int Slot { get; set; }

    public string JobId => Job.Start.Id;

    public string? JobName => Job.Start.Name;

    public long ItemIndex => Message.First + CurrentItem;

    public int Attempt => Message.Attempt;

    /// <summary>The worker in that slot.</summary>
    public WorkerLife Worker { get; } = worker;

    public string WorkerId => Worker.Id;

    public object? State => Worker.State;

    public string Silo => Worker.Silo;

    public CancellationToken CancellationToken => _timed?.Token ?? Job.Token;

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Position of the first item within the message's items.</summary>
    protected int From { get; } = part.From;

    /// <summary>The item that it is at.</summary>
    protected int CurrentItem => _page?.Current ?? Volatile.Read(ref _current);

    /// <summary>Where it stops.</summary>
    protected int StopAt
    {
        get => _page?.End ?? Volatile.Read(ref _end);
        private set
        {
            if (_page is { } page)
            {
                page.End = value;
            }
            else
            {
                Volatile.Write(ref _end, value);
            }
        }
    }

    /// <summary>Whether the start of an item on probation was acknowledged.</summary>
    public bool HasStarted { get; set; }

    /// <summary>Whether outcomes of this run are still wanted. Read under the gate.</summary>
    protected bool IsWanted => !_isGivenUp && !Job.HasEnded;

    /// <summary>Held while outcomes are encoded and while the end moves.</summary>
    protected Lock Gate => _gate;

    /// <inheritdoc/>
    public object? FindShared(SharedId id) => Job.Link.FindShared(id, CancellationToken);

    /// <inheritdoc/>
    public IDisposable LendSlot() => Job.Link.LendSlot(this);

    /// <summary>Since when its slot had nothing to run, although the job was there.</summary>
    public long FreeSince { get; set; }

    /// <summary>When its last outcome was reported.</summary>
    public abstract long EndedAt { get; }

    /// <summary>Runs the items. Never throws: what goes wrong is an outcome.</summary>
    public abstract Task ExecuteAsync();

    /// <summary>Reports outcomes that the runner holds back, when it is busy with a long item. Skips when the runner does so itself.</summary>
    public void Harvest()
    {
        LookSoon();
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            Flush(CurrentItem);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>The item that is running, if it was not announced yet.</summary>
    public LeaseMark? TakeMark()
    {
        if (Message.OnProbation)
        {
            // Announced by the run itself, before it starts.
            return null;
        }

        int current = CurrentItem;
        if (current == _announced || current >= StopAt)
        {
            return null;
        }

        _announced = current;
        return new LeaseMark(Id, Message.First + current);
    }

    /// <summary>Where it is and where it stops is kept in memory that the silo and the worker's process share. Called before it begins.</summary>
    public void KeepIn(RunPage page) => _page = page;

    /// <summary>Moves to an item. False: it is at the end or beyond, stop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool MoveTo(int item)
    {
        if (_page is { } page)
        {
            return page.TryMoveTo(item) && !Job.HasEnded;
        }

        Volatile.Write(ref _current, item);
        return (item < Volatile.Read(ref _end) && !Job.HasEnded) || !TryStop(item);
    }

    /// <summary>
    /// Runs the worker's initializer, if it did not run yet. False: it failed, and with it the job. Meanwhile the end of the job is no reason to write
    /// the worker off: it starts for those that come after as well, and its time is limited.
    /// </summary>
    protected async ValueTask<bool> StartWorkerAsync()
    {
        if (Worker.HasStarted)
        {
            return true;
        }

        _isStarting = true;
        Exception? error = await Worker.StartAsync(LendSlot);

        // If the job has ended meanwhile the run only leaves: no function of it begins that could be written off.
        _isStarting = Job.HasEnded;
        if (error is null)
        {
            return true;
        }

        EndJob(error);
        return false;
    }

    /// <summary>No item of the job can run here.</summary>
    protected void EndJob(Exception error)
    {
        Job.Link.ReportFailure(Job.Start.Job, error);
        Job.End();
    }

    /// <summary>It runs nothing any more, and what it has reported is all that there is. Called under the gate.</summary>
    /// <param name="isLost">Whether what it has not reported was seen to.</param>
    protected void Stop(bool isLost)
    {
        Volatile.Write(ref _current, CurrentItem);
        Volatile.Write(ref _end, StopAt);
        _page = null;
        _isStopped = true;
        if (isLost)
        {
            _isGivenUp = true;
            Volatile.Write(ref _restEnd, -1);
        }
    }

    /// <summary>The item's time starts. Returns its token.</summary>
    protected CancellationToken StartTime(int item, TimeSpan limit)
    {
        var timed = new TimedItem(item, limit, Job.Start.ItemTimeoutGrace, Job.Token, time, _page);
        _timed = timed;
        return timed.Token;
    }

    /// <summary>The item that has started is decoded: this is its input.</summary>
    protected void KeepInput(object? input) => _timed?.Input = input;

    /// <summary>The runner has an outcome of its item. False: it was written off, and what it has does not count.</summary>
    protected bool TryEndItem()
    {
        if (_timed is not { } timed || timed.TryEnd())
        {
            return true;
        }

        if (_page is not null)
        {
            // The silo has written the item off, and ends this process: nothing else of the lease may run here.
            Thread.Sleep(Timeout.Infinite);
        }

        return false;
    }

    /// <summary>What a function ended with: of the time-out that it heeded, or its own.</summary>
    protected Exception Interpret(Exception error) =>
        IsCancellation(ForeignException.Unwrap(error)) && _timed is { IsUp: true } timed ? TimedOut(timed.Item, error) : error;

    // A blocking wait for a task that was cancelled wraps what it throws.
    private static bool IsCancellation(Exception error) => error is OperationCanceledException
        || (error is AggregateException many && many.Flatten().InnerExceptions is { Count: > 0 } all && all.All(inner => inner is OperationCanceledException));

    protected ItemTimeoutException TimedOut(int item, Exception? heeded)
    {
        (TimeSpan limit, TimeSpan grace) = (Job.Start.ItemTimeout.GetValueOrDefault(), Job.Start.ItemTimeoutGrace);
        long index = Message.First + item;
        string end = heeded is not null
            ? "was cancelled. Make it faster, or"
            : _isEndingServices
            ? $"did not end within {grace} after that: its function has returned, but a service of its scope is still being disposed. Its worker was {(CanBeKilled ? "ended" : "written off")}. Look at what its services do when they are disposed, or"
            : $"did not end within {grace} after its CancellationToken was cancelled, so its worker was {(CanBeKilled ? "ended" : "written off")}. Let the function heed the token, make it faster, or";
        return new ItemTimeoutException(
            $"Item {index} of job {JobId} ran longer than its ItemTimeout of {limit} on worker {WorkerId} and {end} raise JobOptions.ItemTimeout.",
            index,
            limit,
            heeded);
    }

    /// <summary>The span of this run, when its job is traced.</summary>
    public Activity? Span { get; set; }

    /// <summary>Whether its slot went to another while its function goes on: how long that takes is of no interest.</summary>
    public bool IsWrittenOff { get; private set; }

    /// <summary>Its slot goes to another.</summary>
    public void Abandon(string reason)
    {
        IsWrittenOff = true;
        if (Span is { IsStopped: false } span)
        {
            PoolTracing.Fail(span, "orleanspool.written_off", reason, null);
            PoolTracing.End(span);
        }
    }

    /// <summary>Position after the last item that was reported.</summary>
    protected abstract int Flushed { get; }

    /// <summary>Reports the outcomes of all items before this one that were not reported. Called under the gate.</summary>
    protected abstract void Flush(int to);

    /// <summary>Reports all outcomes up to this item, which has failed. Called under the gate.</summary>
    protected abstract void FlushFailed(ItemFailure failure);

    /// <summary>Reports outcomes.</summary>
    protected void Report(Segment segment, bool isLast)
    {
        if (segment.Failures.Length > 0)
        {
            ChunkSpan.AddFailures(this, segment);
        }

        Job.Link.Report(segment, isLast);
    }

    /// <summary>Asks the runner to look at its clock after the present item, if it has not done so for long.</summary>
    protected abstract void LookSoon();

    /// <summary>The silo's clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>What is to be told of an item that failed.</summary>
    /// <param name="item">Position of the item within the message.</param>
    /// <param name="failure">What it failed with.</param>
    /// <param name="preview">Its input.</param>
    /// <param name="microseconds">How long it ran.</param>
    /// <param name="now">When it ended.</param>
    protected ItemFailure Describe(int item, Failure failure, string? preview, long microseconds, long now)
    {
        long here = (long)time.GetElapsedTime(Part.Received, now).TotalMicroseconds;
        return new ItemFailure
        {
            Offset = item,
            Failure = failure,
            Preview = preview,
            QueueMicroseconds = Message.QueuedMicroseconds + Math.Max(0, here - microseconds),
            RunMicroseconds = microseconds,
        };
    }

    private bool TryStop(int item)
    {
        WorkerThreads.Restore();
        lock (_gate)
        {
            // A cut that failed may have moved the end back.
            if (item < _end && !Job.HasEnded)
            {
                return false;
            }

            _isStopped = true;
            return true;
        }
    }
}
