namespace OrleansPool.Sharing;

/// <summary>The values that one pool shares. Thread-safe.</summary>
internal sealed class ShareTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, ClientShare> _shares = [];
    private Exception? _end;
    private int _last;

    /// <summary>The first of some numbers that follow each other.</summary>
    public int NextNumbers(int count) => Interlocked.Add(ref _last, count) - count + 1;

    /// <exception cref="PoolException">The pool has ended.</exception>
    public void Add(ClientShare share)
    {
        lock (_gate)
        {
            if (_end is not null)
            {
                throw _end;
            }

            _shares.Add(share.Id.Number, share);
            SharedOrigins.Add(share);
        }
    }

    public void Remove(ClientShare share)
    {
        lock (_gate)
        {
            _shares.Remove(share.Id.Number);
            SharedOrigins.Remove(share.Id);
        }
    }

    public ClientShare? Find(int number)
    {
        lock (_gate)
        {
            return _shares.GetValueOrDefault(number);
        }
    }

    public int[] Numbers()
    {
        lock (_gate)
        {
            return [.. _shares.Keys];
        }
    }

    /// <summary>Releases all and takes no more.</summary>
    public void Close(Exception error)
    {
        lock (_gate)
        {
            _end ??= error;
        }

        foreach (ClientShare share in All())
        {
            share.Close(error);
        }
    }

    /// <summary>No silo answers: nobody may wait for ever. What has arrived before stays shared.</summary>
    public void FailWaiting(Exception error)
    {
        foreach (ClientShare share in All())
        {
            share.Fail(error);
        }
    }

    private ClientShare[] All()
    {
        lock (_gate)
        {
            return [.. _shares.Values];
        }
    }
}
