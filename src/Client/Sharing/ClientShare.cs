using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>A value that this client shares: the source of truth, from which silos that lack it are served.</summary>
internal sealed class ClientShare : ISharedOrigin
{
    private readonly Lock _gate = new();
    private readonly ShareTable _table;
    private readonly Pump _upload;
    private readonly CancellationTokenSource _released = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private object? _value;
    private SharedSource? _source;
    private string? _end;
    private int _holds;
    private bool _isReleased;

    public ClientShare(ShareTable table, SharedId id, object? value, SharedSource source, Func<ClientShare, Task> upload)
    {
        _table = table;
        Id = id;
        _value = value;
        _source = source;
        _upload = new Pump(() => upload(this));
    }

    public SharedId Id { get; }

    /// <summary>The last round in which it was sent.</summary>
    public int Round { get; set; }

    /// <summary>Completes when all silos have it, or fails with what prevented that.</summary>
    public Task Arrived => _arrived.Task;

    /// <summary>Cancelled when it is released.</summary>
    public CancellationToken Released => _released.Token;

    public bool IsReleased
    {
        get
        {
            lock (_gate)
            {
                return _isReleased;
            }
        }
    }

    /// <summary>What is sent, or null when it was released.</summary>
    public SharedSource? Source => Volatile.Read(ref _source);

    public object? Value
    {
        get
        {
            lock (_gate)
            {
                return _end is null ? _value : throw Disposed();
            }
        }
    }

    /// <summary>Makes sure that silos which lack it now get it.</summary>
    public void Upload() => _upload.Signal();

    public void SetArrived() => _arrived.TrySetResult();

    /// <returns>Whether somebody still waits for it to arrive, and hears of the error.</returns>
    public bool Fail(Exception error)
    {
        bool isHeard = _arrived.TrySetException(error);

        // Nobody may be waiting any more.
        _ = _arrived.Task.Exception;
        return isHeard;
    }

    public void Hold()
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                throw new SharedReleasedException(Disposed());
            }

            _holds++;
        }
    }

    public void LetGo()
    {
        lock (_gate)
        {
            if (--_holds > 0 || _end is null)
            {
                return;
            }
        }

        Release();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _end ??= "its handle was disposed";
            if (_holds > 0)
            {
                return;
            }
        }

        Release();
    }

    /// <summary>The pool has ended, and with it what the silos hold.</summary>
    public void Close(Exception error)
    {
        lock (_gate)
        {
            _end ??= "its pool has ended";
        }

        Release();
        Fail(error);
    }

    private void Release()
    {
        lock (_gate)
        {
            if (_isReleased)
            {
                return;
            }

            _isReleased = true;
            _value = null;
            Volatile.Write(ref _source, null);
        }

        _table.Remove(this);

        // Registrations on the token are the link's: not on the thread that disposes.
        ThreadPool.UnsafeQueueUserWorkItem(static share => share.EndUpload(), this, preferLocal: false);
    }

    private void EndUpload()
    {
        _released.Cancel();

        // The end is sent by the upload's next step, so that none of its messages comes after.
        _upload.Signal();
    }

    private ObjectDisposedException Disposed() => new(Id.ToString(), $"{Id} cannot be used: {_end}. Share the value again with pool.ShareAsync.");
}
