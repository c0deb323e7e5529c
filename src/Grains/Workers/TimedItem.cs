namespace OrleansPool.Workers;

/// <summary>
/// One run of one item whose time is limited. Its runner and the agent's clock may both want to end it: exactly one of them does, and only
/// what that one makes of the item counts.
/// </summary>
internal sealed class TimedItem
{
    private const int Running = 0;
    private const int Ended = 1;
    private const int WrittenOff = 2;

    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly TimeSpan _grace;
    private readonly long _started;

    // Not disposed: a function may keep the token, and a source without a timer holds nothing.
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _jobEnded;
    private readonly RunPage? _page;
    private long _up;
    private int _state;

    public TimedItem(int item, TimeSpan limit, TimeSpan grace, CancellationToken job, TimeProvider time, RunPage? page = null)
    {
        Item = item;
        _limit = limit;
        _grace = grace;
        _time = time;
        _started = time.GetTimestamp();
        _page = page;
        page?.StartTimed(item, _started);
        _jobEnded = job.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    /// <summary>Position of the item within its lease's message.</summary>
    public int Item { get; }

    /// <summary>Its input as its function has it, once it was decoded: to decode it again might be what does not end.</summary>
    public object? Input { get; set; }

    /// <summary>Cancelled when its time is up or its job has ended.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether its time was up while it ran.</summary>
    public bool IsUp => Volatile.Read(ref _up) != 0;

    public TimeSpan Elapsed => _time.GetElapsedTime(_started);

    /// <summary>Whether it goes on although its time was up, and the grace after that.</summary>
    public bool IsOverdue => Volatile.Read(ref _state) == Running && IsUp && _time.GetElapsedTime(Volatile.Read(ref _up)) >= _grace;

    /// <summary>Cancels its token once its time is up. Called by the clock.</summary>
    public void Check(Action<Exception> callbackFailed)
    {
        if (!IsUp && Volatile.Read(ref _state) == Running && Elapsed >= _limit)
        {
            // The grace counts from here, and not from when the time was up: the clock may be late.
            Volatile.Write(ref _up, _time.GetTimestamp());
            CancelSignal.Send(_source, callbackFailed);
        }
    }

    /// <summary>The runner has an outcome. False: it was written off, and the outcome does not count.</summary>
    public bool TryEnd() => TryLeave(Ended);

    /// <summary>The runner is given up. False: it has ended.</summary>
    public bool TryWriteOff() => TryLeave(WrittenOff);

    private bool TryLeave(int state)
    {
        // Not disposed, which would wait for callbacks that the end of the job has set off.
        _jobEnded.Unregister();
        return Interlocked.CompareExchange(ref _state, state, Running) == Running && _page?.TryEndTimed(Item) != false;
    }
}
