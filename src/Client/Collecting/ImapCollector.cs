using OrleansPool.Feeding;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.Collecting;

/// <summary>Holds outcomes until a reader takes them one by one: in input order, or as they came.</summary>
internal sealed class ImapCollector<TResult>(
    PayloadSerializer serializer,
    bool isOrdered,
    FeedWindow window,
    Func<int, string?> siloName,
    TimeProvider time) : Collector<TResult>(FailureLog.Bounded())
{
    private readonly Lock _reading = new();
    private readonly Lock _gate = new();
    private readonly BlockDecoder<TResult> _decoder = new(serializer);

    // Ordered: by index. Unordered: by arrival, for which a running number stands in.
    private readonly PriorityQueue<ReadyRange<TResult>, long> _ready = new();
    private TaskCompletionSource? _changed;
    private ReadyRange<TResult>? _current;
    private long _arrivals;
    private long _taken;
    private long? _total;
    private Exception? _error;
    private long _lastAsked = time.GetTimestamp();

    /// <summary>Called for an item that came as a success and turns out, when it is read, to be none.</summary>
    public Action? FailedLate { get; set; }

    /// <summary>What ended the job early, or null.</summary>
    public Exception? Error
    {
        get
        {
            lock (_gate)
            {
                return _error;
            }
        }
    }

    /// <summary>How long nobody has asked for an item; zero while a reader waits for one.</summary>
    public TimeSpan Unread
    {
        get
        {
            lock (_gate)
            {
                return _changed is not null ? TimeSpan.Zero : time.GetElapsedTime(_lastAsked);
            }
        }
    }

    public override int Accept(Segment segment, ItemRange range)
    {
        var ready = new ReadyRange<TResult>(segment, range, serializer, siloName);
        return Enqueue(ready);
    }

    public override void AcceptFailure(FailedItem failure) => Enqueue(new ReadyRange<TResult>(failure));

    public override void Complete(long total)
    {
        lock (_gate)
        {
            _total = total;
            Signal();
        }
    }

    public override void Abort(Exception error)
    {
        lock (_gate)
        {
            _error ??= error;
            Signal();
        }
    }

    /// <summary>Takes the next outcome if it is there. At the end of an ended job its error stays in <see cref="Error"/>.</summary>
    public TakeStatus TryTake(out Taken<TResult> taken)
    {
        lock (_reading)
        {
            ReadyRange<TResult> current;
            lock (_gate)
            {
                _lastAsked = time.GetTimestamp();
                if (!MoveToCurrent())
                {
                    taken = default;
                    return _error is not null || _taken == _total ? TakeStatus.End : TakeStatus.Wait;
                }

                current = _current!;
                _taken++;
            }

            // Not under the gate: decoding runs code of the result's type, and neither arrivals nor a cancel may wait for it.
            taken = current.Take(_decoder, siloName, out long bytes);
            window.Yielded(1, bytes);
            if (taken.Failure is { } failure && !current.Knew(failure.Index))
            {
                // Its result arrived and does not decode: nobody knew until now.
                Failures.Add(failure);
                FailedLate?.Invoke();
            }

            return TakeStatus.Item;
        }
    }

    /// <summary>Completes when <see cref="TryTake"/> may find something new.</summary>
    public Task WaitAsync()
    {
        lock (_gate)
        {
            if (MoveToCurrent() || _error is not null || _taken == _total)
            {
                return Task.CompletedTask;
            }

            _changed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _changed.Task;
        }
    }

    private bool MoveToCurrent()
    {
        if (_current is { IsEmpty: false })
        {
            return true;
        }

        if (!_ready.TryPeek(out ReadyRange<TResult>? next, out long key) || (isOrdered && key != _taken))
        {
            return false;
        }

        _current = _ready.Dequeue();
        return true;
    }

    private int Enqueue(ReadyRange<TResult> ready)
    {
        IReadOnlyCollection<FailedItem> failures = ready.Failures;
        foreach (FailedItem failure in failures)
        {
            Failures.Add(failure);
        }

        lock (_gate)
        {
            _ready.Enqueue(ready, isOrdered ? ready.First : _arrivals++);
            Signal();
        }

        return failures.Count;
    }

    private void Signal()
    {
        _changed?.TrySetResult();
        _changed = null;
    }
}
