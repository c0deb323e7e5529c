using OrleansPool.Agents;
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
internal abstract class LeaseRun(LeasePart part, string silo, TimeProvider time) : IRunningItem
{
    /// <summary>A lease goes on to another slot only if it has more work left than this.</summary>
    private const double LeastStolenMicroseconds = 1_000;

    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private int _current = part.From;
    private int _end = part.End;
    private bool _isStopped;
    private bool _isSurrendered;
    private int _announced = -1;

    public AgentJob Job { get; } = part.Job;

    public LeaseMessage Message { get; } = part.Message;

    /// <summary>The lease's own identity, which differs from the message's for a part that was cut off.</summary>
    public long Id { get; } = part.Id;

    /// <summary>The slot that runs it.</summary>
    public int Slot { get; set; }

    public string JobId => Job.Start.Id;

    public long ItemIndex => Message.First + Volatile.Read(ref _current);

    public int Attempt => Message.Attempt;

    /// <summary>The worker in that slot.</summary>
    public WorkerLife Worker { get; set; } = WorkerLife.Unlimited;

    public string WorkerId => Worker.Generation == 0 ? $"{Silo}/{Slot}" : $"{Silo}/{Slot}.{Worker.Generation}";

    public object? State => Worker.State;

    public string Silo { get; } = silo;

    public CancellationToken CancellationToken => Job.Token;

    public IServiceProvider Services => Job.Session.Services;

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Position of the first item within the message's items.</summary>
    protected int From { get; } = part.From;

    /// <summary>Whether outcomes of this run are still wanted. Read under the gate.</summary>
    protected bool IsWanted => !_isSurrendered && !Job.HasEnded;

    /// <summary>Held while outcomes are encoded and while the end moves.</summary>
    protected Lock Gate => _gate;

    /// <inheritdoc/>
    public IDisposable LendSlot() => Job.Session.LendSlot(this);

    /// <summary>Runs the items. Never throws: what goes wrong is an outcome.</summary>
    public abstract Task ExecuteAsync();

    /// <summary>Reports outcomes that the runner holds back, when it is busy with a long item. Skips when the runner does so itself.</summary>
    public void Harvest()
    {
        if (!_gate.TryEnter())
        {
            return;
        }

        try
        {
            Flush(Volatile.Read(ref _current));
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

        int current = Volatile.Read(ref _current);
        if (current == _announced || current >= Volatile.Read(ref _end))
        {
            return null;
        }

        _announced = current;
        return new LeaseMark(Id, Message.First + current);
    }

    /// <summary>Estimated time that its unstarted items will take.</summary>
    public double UnstartedMicroseconds()
    {
        int done = Volatile.Read(ref _current) - From;
        int unstarted = Volatile.Read(ref _end) - Volatile.Read(ref _current) - 1;
        return unstarted <= 0 ? 0 : Elapsed.TotalMicroseconds / (done + 1) * unstarted;
    }

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
            int end = _end;
            int next = Volatile.Read(ref _current) + 1;
            if (_isStopped || next >= end)
            {
                return null;
            }

            int middle = all ? next : next + ((end - next) / 2);
            Volatile.Write(ref _end, middle);
            Interlocked.MemoryBarrierProcessWide();
            if (Volatile.Read(ref _current) >= middle)
            {
                // The runner was faster and may have begun what was to be cut off.
                Volatile.Write(ref _end, end);
                return null;
            }

            return (middle, end);
        }
        finally
        {
            _gate.Exit();
        }
    }

    /// <summary>
    /// Gives up what has no outcome yet, the running item too: the silo stops and will not see its end. What the run still does is not reported.
    /// Null for an item on probation, whose start counts.
    /// </summary>
    public (int From, int End)? Surrender()
    {
        lock (_gate)
        {
            int current = Volatile.Read(ref _current);
            if (Message.OnProbation || current >= _end)
            {
                return null;
            }

            Flush(current);
            _isSurrendered = true;
            int from = Math.Max(current, Flushed);
            int end = _end;
            Volatile.Write(ref _end, current);
            return from < end ? (from, end) : null;
        }
    }

    /// <summary>Moves to an item. False: it is at the end or beyond, stop.</summary>
    protected bool MoveTo(int item)
    {
        Volatile.Write(ref _current, item);
        return (item < Volatile.Read(ref _end) && !Job.HasEnded) || !TryStop(item);
    }

    /// <summary>Position after the last item that was reported.</summary>
    protected abstract int Flushed { get; }

    /// <summary>Reports the outcomes of all items before this one that were not reported. Called under the gate.</summary>
    protected abstract void Flush(int to);

    private bool TryStop(int item)
    {
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
