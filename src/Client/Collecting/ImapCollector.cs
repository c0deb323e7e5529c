using System.Runtime.CompilerServices;
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
    // Not each item by itself where the window holds many, and not so many that the feeder would notice.
    private const int MostUntold = 64;
    private const int MostUntoldBytes = 64 << 10;
    private const int WindowParts = 64;

    private readonly Lock _reading = new();
    private readonly Lock _gate = new();
    private readonly BlockDecoder<TResult> _decoder = new(serializer);

    // Ordered: by index. Unordered: by arrival, for which a running number stands in.
    private readonly PriorityQueue<ReadyRange<TResult>, long> _ready = new();
    private TaskCompletionSource? _changed;
    private volatile ReadyRange<TResult>? _current;
    private long _arrivals;
    private long _taken;
    private long? _total;
    private Exception? _error;
    private long _lastAsked = time.GetTimestamp();
    private volatile bool _wasAsked;

    // Taken, and not yet told to the window. Guarded by the reader's lock.
    private int _untold;
    private long _untoldBytes;

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
                if (_wasAsked)
                {
                    _wasAsked = false;
                    _lastAsked = time.GetTimestamp();
                }

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
    /// <remarks>Optimized at once, as is all that each item of an imap goes through: until the runtime finds out by itself, a million items take four times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TakeStatus TryTake(out Taken<TResult> taken)
    {
        lock (_reading)
        {
            // Read once: somebody who waits may move on to the next when this one is empty.
            if (_current is not { IsEmpty: false } current)
            {
                TellWindow();
                lock (_gate)
                {
                    if (!MoveToCurrent())
                    {
                        _wasAsked = true;
                        taken = default;
                        return _error is not null || _taken == _total ? TakeStatus.End : TakeStatus.Wait;
                    }

                    current = _current!;
                }
            }

            // Not under the gate: decoding runs code of the result's type, and neither arrivals nor a cancel may wait for it. Before the range is
            // emptied, so that whoever finds it so knows what comes next.
            Volatile.Write(ref _taken, _taken + 1);
            taken = current.Take(_decoder, siloName, out long bytes);
            _wasAsked = true;
            _untoldBytes += bytes;
            if (++_untold >= Math.Min(MostUntold, window.Limit / WindowParts) || _untoldBytes >= Math.Min(MostUntoldBytes, window.MaxBytes / WindowParts))
            {
                TellWindow();
            }

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

    private void TellWindow()
    {
        if (_untold > 0)
        {
            window.Yielded(_untold, _untoldBytes);
            (_untold, _untoldBytes) = (0, 0);
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
