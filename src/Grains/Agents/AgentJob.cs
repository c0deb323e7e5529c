using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansPool.Diagnostics;
using OrleansPool.Packages;
using OrleansPool.Placement;
using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>A job as one silo knows it, for one epoch of its pool.</summary>
/// <param name="link">What its runs talk to.</param>
/// <param name="start">The job.</param>
/// <param name="time">The clock.</param>
/// <param name="place">In the process of a worker: where its function's code is.</param>
internal sealed class AgentJob(IRunLink link, JobStart start, TimeProvider time, CodePlace? place = null)
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly ConcurrentDictionary<int, (WorkerLife Worker, OpenedFunction Function)> _functions = new();
    private readonly PackageUses _uses = new();
    private readonly Lock _placing = new();
    private PlacedFunction? _placed = place is null ? null : new PlacedFunction(place);
    private long _endedAt;
    private long _starvedAt;
    private int _starvedTicks;
    private int _lostStarts;
    private int _refusals;

    /// <summary>What its runs talk to.</summary>
    public IRunLink Link { get; } = link;

    /// <summary>The same at the silo's agent; a process of a worker has no such thing.</summary>
    public AgentSession Session => (AgentSession)Link;

    public JobStart Start { get; } = start;

    /// <summary>The trace that it belongs to, or null.</summary>
    public ActivityContext? Trace { get; init; } = PoolTracing.Parse(start.Trace);

    /// <summary>When the silo heard of it.</summary>
    public long Arrived { get; } = time.GetTimestamp();

    /// <summary>Cancelled when nobody wants the job's results any more.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>The labels that it asks for, or null.</summary>
    public LabelDemand? Demand { get; } = LabelDemand.From(start.Labels);

    /// <summary>What it has of the silo. Guarded by the agent's lock.</summary>
    public FairShare Share { get; } = new(start.Weight, time);

    /// <summary>Items that wait for others and have lent their slots. Guarded by the agent's lock.</summary>
    public int Waiting { get; set; }

    public bool HasEnded => Volatile.Read(ref _endedAt) != 0;

    public TimeSpan SinceEnd => HasEnded ? time.GetElapsedTime(Volatile.Read(ref _endedAt)) : TimeSpan.Zero;

    /// <summary>The function for the worker of a slot. Each worker has its own copy of what the function captures, as a process would.</summary>
    public OpenedFunction FunctionOf(int slot, WorkerLife worker)
    {
        if (_functions.TryGetValue(slot, out (WorkerLife Worker, OpenedFunction Function) known) && known.Worker == worker)
        {
            return known.Function;
        }

        OpenedFunction function = Link.Open(this);
        _uses.Add(function.Package);
        _functions[slot] = (worker, function);
        return function;
    }

    /// <summary>Where its function's code is, for the processes of workers; the silo's policy was asked, once.</summary>
    public PlacedFunction PlaceOfFunction()
    {
        // Who comes meanwhile would wait for the same code.
        lock (_placing)
        {
            if (_placed is { } known)
            {
                return known;
            }

            PlacedFunction placed = Session.Place(this);
            _uses.Add(placed.Package);
            _placed = placed;
            return placed;
        }
    }

    /// <summary>A worker was lost before it had the function. Returns how many by now.</summary>
    public int NoteLostStart() => Interlocked.Increment(ref _lostStarts);

    /// <summary>An item of it is refused, since it holds a function that may not run here. True: the first one, which is written down.</summary>
    public bool NoteRefusal() => Interlocked.Exchange(ref _refusals, 1) == 0;

    /// <summary>The job has less than its share at this tick of the agent's clock. Returns for how many ticks in a row now.</summary>
    public int NoteStarved(long tick)
    {
        _starvedTicks = _starvedAt == tick - 1 ? _starvedTicks + 1 : 1;
        _starvedAt = tick;
        return _starvedTicks;
    }

    public void End()
    {
        if (Interlocked.CompareExchange(ref _endedAt, time.GetTimestamp(), 0) != 0)
        {
            return;
        }

        _uses.End();
        CancelSignal.Send(_cancellation, Link.CancelCallbackFailed);
    }
}
