using OrleansPool.Failures;
using OrleansPool.Wire;

namespace OrleansPool.Workers;

/// <summary>What other threads take from a run.</summary>
internal abstract partial class LeaseRun
{
    /// <summary>A lease goes on to another slot only if it has more work left than this.</summary>
    private const double LeastStolenMicroseconds = 1_000;

    /// <summary>The gate is held while a result is encoded, which is the user's code and may not end.</summary>
    private static readonly TimeSpan GatePatience = TimeSpan.FromSeconds(1);

    /// <summary>Estimated time that its unstarted items will take.</summary>
    public double UnstartedMicroseconds()
    {
        int current = CurrentItem;
        int done = current - From;
        int unstarted = StopAt - current - 1;
        return unstarted <= 0 ? 0 : Elapsed.TotalMicroseconds / (done + 1) * unstarted;
    }

    /// <summary>Time that one of its items takes, as far as it can be told.</summary>
    public double MicrosecondsEach => Elapsed.TotalMicroseconds / (CurrentItem - From + 1);

    /// <summary>Whether another slot may well take half of it.</summary>
    public bool IsWorthSharing => Message.MaySplit && !Message.OnProbation && UnstartedMicroseconds() > LeastStolenMicroseconds;

    /// <summary>Cuts off unstarted items: the second half of them, or all. Returns where they are, or null when there are none to be had now.</summary>
    public (int From, int End)? Cut(bool all = false)
    {
        if (!_gate.TryEnter())
        {
            return null;
        }

        try
        {
            int end = StopAt;
            int next = CurrentItem + 1;
            if (_isStopped || next >= end)
            {
                return null;
            }

            int middle = all ? next : EndOfChunk(next, next + ((end - next) / 2), end);
            return middle < end && TryMoveEnd(middle, end) ? (middle, end) : null;
        }
        finally
        {
            _gate.Exit();
        }
    }

    // Chunks of a size that the caller gave run on one worker each. A lease that may be split begins with one.
    private int EndOfChunk(int next, int middle, int end)
    {
        int size = Job.Start.ChunkSize ?? 1;
        int over = middle % size;
        int after = middle - over + size;
        return over == 0 ? middle : after < end || middle - over < next ? after : middle - over;
    }

    private bool TryMoveEnd(int middle, int end)
    {
        if (_page is { } page)
        {
            return page.TryCut(middle);
        }

        Volatile.Write(ref _end, middle);
        Interlocked.MemoryBarrierProcessWide();
        if (Volatile.Read(ref _current) < middle)
        {
            return true;
        }

        // The runner was faster and may have begun what was to be cut off.
        Volatile.Write(ref _end, end);
        return false;
    }

    /// <summary>Whether the run stops after its present item and has a rest that goes on later.</summary>
    public bool IsPaused => Volatile.Read(ref _restEnd) >= 0;

    /// <summary>Lets others have the slot after the present item. The rest of the lease goes on later, as the same lease.</summary>
    /// <returns>Whether there is such a rest.</returns>
    public bool Pause()
    {
        if (Message.OnProbation || !_gate.TryEnter())
        {
            return false;
        }

        try
        {
            if (Cut(all: true) is not { } cut)
            {
                return false;
            }

            Volatile.Write(ref _restEnd, cut.End);
            return true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>Takes the rest of a paused run, if it was not taken.</summary>
    public (int From, int End)? TakeRest()
    {
        if (!IsPaused)
        {
            return null;
        }

        lock (_gate)
        {
            int end = _restEnd;
            if (end < 0 || _isGivenUp)
            {
                return null;
            }

            Volatile.Write(ref _restEnd, -1);
            return (StopAt, end);
        }
    }

    /// <summary>
    /// Gives up what has no outcome yet, the running item too: the silo stops and will not see its end. What the run still does is not reported.
    /// Null for an item on probation, whose start counts.
    /// </summary>
    public (int From, int End)? Surrender()
    {
        if (!_gate.TryEnter(GatePatience))
        {
            return null;
        }

        try
        {
            int current = CurrentItem;
            if (Message.OnProbation || current >= StopAt)
            {
                return null;
            }

            Flush(current);
            _isGivenUp = true;
            int from = Flushed;
            int end = Math.Max(StopAt, _restEnd);
            StopAt = current;
            return from < end ? (from, end) : null;
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>The start of its item on probation was not acknowledged by the coordinator that was asked: it will not run.</summary>
    public void GiveUp() => _isGivenUp = true;

    /// <summary>
    /// What the run still has, for another coordinator: outcomes that it has not reported and items without any. Not under the gate, which user code may
    /// hold: what is reported meanwhile is found in the outbox as well.
    /// </summary>
    public HeldLease? Held()
    {
        if (_isGivenUp)
        {
            return null;
        }

        int from = Flushed;
        int current = CurrentItem;
        int end = Math.Max(StopAt, Volatile.Read(ref _restEnd));
        bool isRunning = Message.OnProbation ? HasStarted : current >= from && current < end;
        return from < end ? Part.Range((from, end)).Held(isRunning ? Message.First + current : -1) : null;
    }

    /// <summary>Cancels the running item's token once its time is up.</summary>
    public void CheckTime() => _timed?.Check(Job.Link.CancelCallbackFailed);

    /// <summary>Whether its function goes on although nobody waits for it any more.</summary>
    /// <param name="cancelGrace">How long it may after its job has ended.</param>
    public bool IsOverdue(TimeSpan cancelGrace) => (Job.SinceEnd > cancelGrace && !_isStarting) || IsItemOverdue;

    /// <summary>Whether its item goes on although its time was up, and the grace after that.</summary>
    protected virtual bool IsItemOverdue => _timed is { IsOverdue: true };

    /// <summary>Ends the worker of an overdue run at once, and with it the run. Null: it has no process that could be ended, or that was done before.</summary>
    public virtual WrittenOff? Kill() => null;

    /// <summary>Whether its worker can be ended, and need not be written off.</summary>
    public virtual bool CanBeKilled => false;

    /// <summary>
    /// Lets go of a function that does not end: reports what the run has, and its item as timed out if that is why. What the function still
    /// does has no effect. Null when it has ended after all.
    /// </summary>
    public WrittenOff? WriteOff()
    {
        if (Job.HasEnded)
        {
            // Nothing of it is wanted, and the runner sees so.
            return new WrittenOff(ItemIndex, false, Job.SinceEnd, null);
        }

        if (_timed is not { } timed || !timed.TryWriteOff())
        {
            return null;
        }

        ItemFailure failure = Describe(
            timed.Item,
            FailureEncoder.From(TimedOut(timed.Item, null)),
            timed.Input is { } input ? Preview.Of(input) : null,
            (long)timed.Elapsed.TotalMicroseconds,
            time.GetTimestamp());
        lock (_gate)
        {
            int end = Math.Max(StopAt, _restEnd);
            int next = timed.Item + 1;
            FlushFailed(failure);
            _isGivenUp = true;
            StopAt = timed.Item;
            return new WrittenOff(Message.First + timed.Item, true, timed.Elapsed, next < end ? (next, end) : null);
        }
    }
}
