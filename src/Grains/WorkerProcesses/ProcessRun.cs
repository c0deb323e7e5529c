using OrleansPool.Agents;
using OrleansPool.Failures;
using OrleansPool.Packages;
using OrleansPool.Payloads;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.WorkerProcesses;

/// <summary>
/// The run of a lease in a worker's process, as the silo has it: what is taken from it, what it reports, and what is lost with its process. The items
/// run there, in a run of the same kind as those of threads.
/// </summary>
/// <param name="part">What it runs.</param>
/// <param name="worker">Its worker.</param>
/// <param name="host">The worker's process.</param>
/// <param name="function">Where the code of its function is.</param>
/// <param name="time">The clock.</param>
internal sealed class ProcessRun(LeasePart part, WorkerLife worker, ProcessHost host, PlacedFunction function, TimeProvider time) : LeaseRun(part, worker, time)
{
    /// <summary>How much later than the process, which sees to the token, the silo takes an item's time for up.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    /// <summary>Workers that a job may take with it before it has run an item.</summary>
    private const int MostLostStarts = 3;

    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunPage? _page;
    private int _flushed = part.From;
    private long _endedAt = time.GetTimestamp();
    private long _waitMicroseconds;
    private long _startMicroseconds;
    private int _isKilled;
    private (int Item, TimeSpan Elapsed)? _timedOut;

    public override long EndedAt => _endedAt;

    public override bool CanBeKilled => true;

    /// <summary>Told what became of its function; null for one of this process.</summary>
    public FunctionRecord? Record => function.Record;

    /// <summary>Completes when the process says so. A process that is lost does not.</summary>
    public Task Over => _over.Task;

    protected override int Flushed => _flushed;

    /// <inheritdoc/>
    protected override bool IsItemOverdue => RunningTimed() is { } timed && timed.Elapsed > Job.Start.ItemTimeout + Job.Start.ItemTimeoutGrace + Slack;

    public override async Task ExecuteAsync()
    {
        if (Message.OnProbation && !await Job.Link.AnnounceAsync(this))
        {
            return;
        }

        long arrived = Time.GetTimestamp();
        _waitMicroseconds = MicrosecondsFrom(FreeSince, arrived);
        if (Job.HasEnded || !await StartWorkerAsync() || Job.HasEnded)
        {
            return;
        }

        _startMicroseconds = MicrosecondsFrom(arrived, Time.GetTimestamp());
        await host.RunAsync(this);
    }

    /// <summary>The lease, as its process gets it: its own items only, and nothing that is for the silo to see to.</summary>
    public RunMessage ToMessage(int job, JobStart? start, string[] assemblies) => new()
    {
        Job = job,
        Start = start,
        Code = start is null ? null : function.Place,
        Assemblies = assemblies,
        Trace = Span?.Id,
        Lease = new LeaseMessage
        {
            Id = Id,
            Job = Message.Job,
            First = Message.First + From,
            Items = Message.Items.Slice(From, Part.Count),
            Attempt = Message.Attempt,
            QueuedMicroseconds = Message.QueuedMicroseconds + MicrosecondsFrom(Part.Received, Time.GetTimestamp()),
        },
    };

    /// <summary>It is about to be sent to its process.</summary>
    public void Begin(RunPage page)
    {
        lock (Gate)
        {
            // What was cut off while the process started is not its any more.
            page.Reset(StopAt - From);
            _page = page;
            KeepIn(page);
        }
    }

    /// <summary>Reports outcomes. The task ends when there is room for more.</summary>
    public Task TakeAsync(Segment segment)
    {
        lock (Gate)
        {
            if (!IsWanted)
            {
                return Task.CompletedTask;
            }

            _flushed = (int)(segment.First - Message.First) + segment.Values.Count;
            _endedAt = Time.GetTimestamp();
            Report(segment.Of(Job.Link.SiloNumber, _startMicroseconds, _waitMicroseconds), isLast: false);
            (_startMicroseconds, _waitMicroseconds) = (0, 0);
        }

        return Job.Link.WaitForRoomAsync();
    }

    /// <summary>What a function logged goes to the job's caller, if that wants it.</summary>
    public void Forward(LogEntry entry)
    {
        if (Forwards(entry.Level))
        {
            Job.Link.Log(entry);
        }
    }

    /// <summary>The process has run all there was.</summary>
    public void Finish(RunReply reply)
    {
        Worker.Count(reply.Items);
        lock (Gate)
        {
            Stop(isLost: false);
        }

        if (reply.Refusal is { } refusal)
        {
            EndJob(new CarriedFailureException(refusal));
        }

        _over.TrySetResult();
    }

    /// <summary>The process is gone. What of it was reported counts, what ran is charged, and all else goes back.</summary>
    public void Lose(string cause)
    {
        bool hasBegun = _page is not { HasBegun: false };
        bool isCulprit = _page is { HasArrived: true, HasBegun: false };
        lock (Gate)
        {
            if (IsWanted && (StopAt > _flushed || !hasBegun))
            {
                int? item = !hasBegun ? null : CurrentItem < StopAt ? CurrentItem : _flushed;
                Job.Session.Report(new LeaseLoss
                {
                    Lease = Id,
                    Item = item is { } at ? Message.First + at : LeaseLoss.NoItem,
                    Cause = $"worker {WorkerId} was lost: {cause}",
                    Outcome = _timedOut is { } timedOut && timedOut.Item == item ? OutcomeOf(timedOut) : null,
                });
                Stop(isLost: true);
            }
            else
            {
                Stop(isLost: false);
            }
        }

        if (isCulprit)
        {
            Record?.Refuse($"a worker was lost while it read it: {cause}");
        }

        if (isCulprit && Job.NoteLostStart() is >= MostLostStarts and int lost)
        {
            EndJob(new WorkerLostException(
                $"The function of job {JobId} cannot be read: {lost} workers were lost while they did so, the last of them so: {cause}. "
                + "Look for static constructors, and codecs of what the function captures, that end the process."));
        }
    }

    /// <inheritdoc/>
    public override WrittenOff? Kill()
    {
        if (Interlocked.Exchange(ref _isKilled, 1) != 0)
        {
            return null;
        }

        if (Job.HasEnded)
        {
            host.Kill("its job had ended and its function went on");
            return new WrittenOff(ItemIndex, false, Job.SinceEnd, null);
        }

        if (RunningTimed() is not { } timed || _page?.TryWriteOffTimed(timed.Item) != true)
        {
            // It has ended after all.
            Volatile.Write(ref _isKilled, 0);
            return null;
        }

        _timedOut = timed;
        host.Kill($"its item ran longer than the ItemTimeout of {Job.Start.ItemTimeout}");
        return new WrittenOff(Message.First + timed.Item, true, timed.Elapsed, null);
    }

    protected override void Flush(int to)
    {
        // The process reports by itself.
    }

    protected override void FlushFailed(ItemFailure failure) =>
        throw new InvalidOperationException("The run of a process is not written off: its process is killed.");

    protected override void ServicesEnded()
    {
        // The process has none.
    }

    protected override void LookSoon()
    {
        // The process has a clock of its own.
    }

    private long MicrosecondsFrom(long start, long end) => Math.Max(0, (long)Time.GetElapsedTime(start, end).TotalMicroseconds);

    private (int Item, TimeSpan Elapsed)? RunningTimed() => Job.Start.ItemTimeout is not null && _page?.RunningTimed() is { } running
        ? (running.Item, Time.GetElapsedTime(running.Since))
        : null;

    private Segment OutcomeOf((int Item, TimeSpan Elapsed) timedOut)
    {
        ItemFailure failure = Describe(
            0,
            FailureEncoder.From(TimedOut(timedOut.Item, null)),
            null,
            (long)timedOut.Elapsed.TotalMicroseconds,
            Time.GetTimestamp());
        return new Segment
        {
            Job = Message.Job,
            Lease = Id,
            First = Message.First + timedOut.Item,
            Values = ItemBlock.Holes(1),
            Failures = [failure],
            Attempt = Message.Attempt,
            Silo = Job.Link.SiloNumber,
            RunMicroseconds = (long)timedOut.Elapsed.TotalMicroseconds,
            WorkerSlot = Slot,
            WorkerGeneration = Worker.Generation,
        };
    }
}
