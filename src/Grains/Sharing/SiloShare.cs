using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>A shared value on a silo: expected, arriving, or here. Thread-safe.</summary>
/// <param name="id">Which value it is.</param>
/// <param name="silo">The silo's name, for messages.</param>
/// <param name="open">Makes ready for what a round's start tells of; null when nothing of it is needed.</param>
/// <param name="time">The clock.</param>
internal sealed class SiloShare(SharedId id, string silo, Func<ShareMessage, SharedReceiver?> open, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<object?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<int> _arrived = [];
    private SharedReceiver? _receiver;
    private Exception? _refusal;
    private int _round;
    private long _lastProgress = time.GetTimestamp();
    private volatile bool _isWhole;

    /// <summary>Whether all of it has arrived, though it may still be decoding.</summary>
    public bool IsWhole => _isWhole;

    /// <summary>How long nothing of it has arrived, when something is missing.</summary>
    public TimeSpan Standstill => _isWhole ? TimeSpan.Zero : time.GetElapsedTime(Interlocked.Read(ref _lastProgress));

    /// <summary>Handles one message of a round. False: this round is not known here.</summary>
    public bool Take(ShareMessage message)
    {
        lock (_gate)
        {
            if (_isWhole)
            {
                return true;
            }

            Interlocked.Exchange(ref _lastProgress, time.GetTimestamp());
            if (message.Header is not null)
            {
                Start(message);
                if (_isWhole)
                {
                    return true;
                }
            }

            if (message.Round != _round)
            {
                return false;
            }

            if (message.Failure is { } reason)
            {
                // Not a word of the rest will come.
                _isWhole = true;
                Fail(new FunctionNotShippableException(reason));
                return true;
            }

            if (message.Parts.Length > 0 && _arrived.Add(message.Index))
            {
                Put(message.Index * WireLimits.ShareParts, message.Parts);
            }

            return message.Count is not { } count || End(count);
        }
    }

    /// <summary>The value; blocks the thread until it is here.</summary>
    public object? Wait(CancellationToken cancellationToken)
    {
        if (!_ready.Task.IsCompleted)
        {
            Task.WhenAny(_ready.Task).Wait(cancellationToken);
        }

        return _ready.Task.GetAwaiter().GetResult();
    }

    /// <summary>It is not expected any more: who waits for it gets the error.</summary>
    public void Fail(Exception error)
    {
        _ready.TrySetException(error);

        // Nobody may be waiting.
        _ = _ready.Task.Exception;

        // A start may be waiting for code under the gate, and the caller may hold what the start needs to go on.
        ThreadPool.UnsafeQueueUserWorkItem(static share => share.AbandonAll(), this, preferLocal: false);
    }

    private void AbandonAll()
    {
        lock (_gate)
        {
            Abandon();
        }
    }

    private void Start(ShareMessage message)
    {
        if (message.Round <= _round)
        {
            return;
        }

        // What an earlier round left behind is of no use.
        _round = message.Round;
        _arrived.Clear();
        Abandon();
        _refusal = null;
        try
        {
            _receiver = open(message);
            if (_receiver is null)
            {
                _isWhole = true;
                _ready.TrySetResult(null);
            }
        }
        catch (Exception error)
        {
            // Its type is not here, or there is no memory for it: the functions that read it are told.
            _refusal = error;
            if (message.Content is not null)
            {
                // None of it shall come.
                _isWhole = true;
                Fail(error);
            }
        }
    }

    private void Put(int first, BytePart[] parts)
    {
        try
        {
            for (int at = 0; at < parts.Length; at++)
            {
                _receiver?.Put(first + at, parts[at]);
            }
        }
        catch (Exception error)
        {
            Abandon();
            _refusal = error;
        }
    }

    private void Abandon()
    {
        _receiver?.Dispose();
        _receiver = null;
    }

    private bool End(int count)
    {
        if (_arrived.Count != count)
        {
            return false;
        }

        _isWhole = true;
        SharedReceiver? receiver = _receiver;
        _receiver = null;

        // Decoding is code of the value's type.
        _ = Task.Run(() => Decode(receiver), CancellationToken.None);
        return true;
    }

    private void Decode(SharedReceiver? receiver)
    {
        try
        {
            _ready.TrySetResult(receiver is null ? throw _refusal! : receiver.Finish());
        }
        catch (CodeRefusedException error)
        {
            Fail(error);
        }
        catch (FunctionNotFoundException error)
        {
            Fail(new FunctionNotFoundException($"{id} cannot be read: {error.Message}", error));
        }
        catch (Exception error)
        {
            Fail(new ArgumentNotSerializableException(
                $"{id} arrived on silo {silo} and could not be decoded: {PayloadProblem.Explain(error, ValueRole.Shared)}",
                error));
        }
    }
}
