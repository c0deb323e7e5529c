using OrleansPool.Wire;

namespace OrleansPool.Coordination;

/// <summary>Outcomes that wait for the client. Each reply is kept until the client acknowledges it, so that a lost one is given again.</summary>
internal sealed class OutcomeBuffer
{
    private readonly CarrierQueue<Segment> _segments = new();
    private readonly List<JobFailure> _failures = [];
    private readonly LogBuffer _logs = new();
    private readonly WorkerEndQueue _workerEnds = new();
    private TaskCompletionSource _changed = NewSource();
    private TaskCompletionSource? _first;
    private SiloInfo[]? _silos;
    private int[] _wantedShares = [];
    private ItemCharge[]? _charges;
    private long _chargesInReply;
    private FetchReply? _unacknowledged;
    private long _sequence;
    private LeasedRange[]? _handOver;
    private long _handOverSequence;

    private bool IsEmpty =>
        _segments.Count == 0 && _failures.Count == 0 && _silos is null && _charges is null && _logs.IsEmpty && _workerEnds.IsEmpty
        && _wantedShares.Length == 0 && _handOver is null;

    /// <summary>Goes with every reply that has something.</summary>
    public int TripMicroseconds { get; set; }

    /// <summary>How often the charges were set.</summary>
    public long ChargesVersion { get; private set; }

    /// <summary>The version of the charges that the client has for certain.</summary>
    public long KnownCharges { get; private set; }

    /// <summary>Whether the client has the hand-over, and so all that came before it.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>Nothing is added any more. The client is told what may have been started, once it has all else.</summary>
    public void HandOver(LeasedRange[] leased)
    {
        _handOver = leased;
        Signal();
    }

    public void Add(Segment segment)
    {
        _segments.Enqueue(segment);
        if (_first is null || !_first.TrySetResult())
        {
            _changed.TrySetResult();
        }
    }

    public void Add(JobFailure failure)
    {
        _failures.Add(failure);
        Signal();
    }

    public void Add(LogBatch logs)
    {
        _logs.Add(logs);
        Signal();
    }

    public void Add(WorkerEnd end)
    {
        _workerEnds.Enqueue(end);
        Signal();
    }

    /// <summary>No worker is left whose end is to come.</summary>
    public void AddLastWorkerEnd()
    {
        _workerEnds.EnqueueLast();
        Signal();
    }

    public void SetSilos(SiloInfo[] silos)
    {
        _silos = silos;
        Signal();
    }

    /// <summary>What items are charged with now.</summary>
    public void SetCharges(ItemCharge[] charges)
    {
        _charges = charges;
        ChargesVersion++;
        Signal();
    }

    public void SetWantedShares(int[] shares)
    {
        _wantedShares = shares;
        Signal();
    }

    /// <summary>The client wants nothing more of a job.</summary>
    public void Remove(int job)
    {
        _segments.RemoveAll(segment => segment.Job == job);
        _failures.RemoveAll(failure => failure.Job == job);
        _logs.Remove(job);
    }

    /// <summary>Lets all who wait go on, whatever they find.</summary>
    public void Signal()
    {
        _first?.TrySetResult();
        _changed.TrySetResult();
    }

    public async Task WaitAsync(TimeSpan wait, TimeProvider time)
    {
        if (!IsEmpty || _unacknowledged is not null)
        {
            return;
        }

        if (_changed.Task.IsCompleted)
        {
            _changed = NewSource();
        }

        await WaitAsync(_changed, wait, time);
    }

    /// <summary>Waits for the next outcomes, before those who wait for long. False: none came, or more than outcomes.</summary>
    public async Task<bool> WaitFirstAsync(TimeSpan wait, TimeProvider time)
    {
        if (IsEmpty)
        {
            TaskCompletionSource first = _first ??= NewSource();
            await WaitAsync(first, wait, time);
            if (_first == first)
            {
                _first = null;
            }
        }

        bool isPlain = _segments.Count > 0 && _silos is null && _charges is null && _handOver is null && _wantedShares.Length == 0;
        if (!isPlain && !IsEmpty)
        {
            _changed.TrySetResult();
        }

        return isPlain;
    }

    /// <summary>The reply for the one who waited first. If there is more, those who wait for long go on.</summary>
    public FetchReply TakeFirst(long acknowledged)
    {
        FetchReply reply = Take(acknowledged);
        if (!IsEmpty)
        {
            _changed.TrySetResult();
        }

        return reply;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // When nothing comes the reply says so, and the client asks again. The timer ends the waiting like a signal, so that what follows comes straight after
    // it and needs no thread between.
    private static async Task WaitAsync(TaskCompletionSource source, TimeSpan wait, TimeProvider time)
    {
        using ITimer timer = time.CreateTimer(static source => ((TaskCompletionSource)source!).TrySetResult(), source, wait, Timeout.InfiniteTimeSpan);
        await source.Task;
    }

    /// <summary>The reply for a client that has all up to the given sequence number.</summary>
    public FetchReply Take(long acknowledged)
    {
        if (_unacknowledged is not null && _unacknowledged.Sequence > acknowledged)
        {
            return _unacknowledged;
        }

        _unacknowledged = null;
        IsHandedOver = _handOverSequence > 0;
        KnownCharges = _chargesInReply;
        if (IsEmpty)
        {
            return new FetchReply { IsKnown = true, Sequence = acknowledged };
        }

        long budget = WireLimits.MessageBytes;
        Segment[] segments = _segments.Take(ref budget, out ReadOnlyMemory<byte>? part);
        WorkerEnds? workerEnds = _workerEnds.Take(ref budget);
        bool isLast = part is null && _segments.Count == 0 && _workerEnds.IsEmpty;
        LeasedRange[]? handOver = isLast ? _handOver : null;
        _unacknowledged = new FetchReply
        {
            IsKnown = true,
            Sequence = ++_sequence,
            Silos = _silos,
            Charges = _charges,
            Part = part,
            Segments = segments,
            FailedJobs = [.. _failures],
            Logs = _logs.Take(),
            WorkerEnds = workerEnds,
            WantedShares = _wantedShares,
            HandOver = handOver,
            TripMicroseconds = TripMicroseconds,
        };
        _handOverSequence = handOver is null ? 0 : _sequence;
        _chargesInReply = ChargesVersion;
        _silos = null;
        _charges = null;
        _wantedShares = [];
        _failures.Clear();
        return _unacknowledged;
    }
}
