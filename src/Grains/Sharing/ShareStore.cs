using OrleansPool.Wire;

namespace OrleansPool.Sharing;

/// <summary>
/// The shared values that one silo holds, for all pools: one copy of each. They outlive a coordinator that is lost, so that its successor
/// need not send them again, but not for long a pool that does not come back. Thread-safe.
/// </summary>
internal sealed class ShareStore : IDisposable
{
    /// <summary>How long something that is missing may stand still, and a pool may be without its coordinator.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<SharedId, SiloShare> _shares = [];
    private readonly Dictionary<string, long> _orphans = [];
    private readonly string _silo;
    private readonly Func<ShareMessage, SharedReceiver?> _open;
    private readonly Action<IReadOnlyCollection<string>> _renew;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _isChecking;

    /// <param name="silo">The silo's name, for messages.</param>
    /// <param name="renew">Called each second with the pools that have values here: their coordinators shall hear that they are still held.</param>
    /// <param name="time">The clock.</param>
    /// <param name="open">Makes ready for what a round's start tells of; null when nothing of it is needed.</param>
    public ShareStore(string silo, Action<IReadOnlyCollection<string>> renew, TimeProvider time, Func<ShareMessage, SharedReceiver?>? open = null)
    {
        _silo = silo;
        _open = open ?? (message => SharedReceiver.Open(message.Header!.Value, silo));
        _renew = renew;
        _time = time;
        _timer = time.CreateTimer(static state => ((ShareStore)state!).Check(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A coordinator of the pool is here. Values that the pool does not share any more are released; gives those that are held whole.</summary>
    public int[] Attach(string pool, int[] shares)
    {
        lock (_gate)
        {
            _orphans.Remove(pool);
        }

        Release(id => id.Pool == pool && !shares.Contains(id.Number));
        lock (_gate)
        {
            return [.. _shares.Where(share => share.Key.Pool == pool && share.Value.IsWhole).Select(share => share.Key.Number)];
        }
    }

    /// <summary>The pool's coordinator is gone; another may come soon.</summary>
    public void Orphan(string pool)
    {
        lock (_gate)
        {
            if (_shares.Keys.Any(id => id.Pool == pool))
            {
                _orphans.TryAdd(pool, _time.GetTimestamp());
            }
        }
    }

    /// <summary>The pool has ended.</summary>
    public void Detach(string pool) => Release(id => id.Pool == pool);

    /// <summary>A value was released.</summary>
    public void End(SharedId id) => Release(held => held == id);

    /// <summary>Handles one message. False: its round is not known here, the value has to be sent from its start.</summary>
    public bool Take(ShareMessage message) => Expect(new SharedId(message.Pool, message.Share)).Take(message);

    /// <summary>Whether nothing more of a value has to come.</summary>
    public bool IsWhole(SharedId id)
    {
        lock (_gate)
        {
            return _shares.TryGetValue(id, out SiloShare? share) && share.IsWhole;
        }
    }

    /// <summary>What came whole is not there any more: it is expected anew. False: it was not whole, and still comes.</summary>
    public bool Forget(SharedId id)
    {
        lock (_gate)
        {
            return _shares.TryGetValue(id, out SiloShare? share) && share.IsWhole && _shares.Remove(id);
        }
    }

    /// <summary>The value of a function's handle; blocks until it is here.</summary>
    public object? Find(SharedId id, CancellationToken cancellationToken) => Expect(id).Wait(cancellationToken);

    public void Dispose()
    {
        _timer.Dispose();
        Release(static _ => true);
    }

    private SiloShare Expect(SharedId id)
    {
        lock (_gate)
        {
            if (!_shares.TryGetValue(id, out SiloShare? share))
            {
                share = new SiloShare(id, _silo, _open, _time);
                _shares.Add(id, share);
                if (!_isChecking)
                {
                    _isChecking = true;
                    _timer.Change(CheckPeriod, CheckPeriod);
                }
            }

            return share;
        }
    }

    private void Release(Func<SharedId, bool> match)
    {
        foreach ((SharedId id, SiloShare share) in Remove((id, _) => match(id)))
        {
            share.Fail(new ObjectDisposedException(id.ToString(), $"{id} was released while a function waited for it on silo {_silo}. Dispose the handle after its jobs."));
        }
    }

    private void Check()
    {
        foreach ((SharedId id, SiloShare share) in Remove((_, share) => share.Standstill >= Patience))
        {
            share.Fail(new PoolTimeoutException(
                $"{id} is not on silo {_silo}: nothing of it has arrived for {Patience.TotalSeconds:F0} s. "
                + "The pool that shares it must be open and reach the cluster; its log says more."));
        }

        string[] lost;
        string[] pools;
        lock (_gate)
        {
            lost = [.. _orphans.Where(orphan => _time.GetElapsedTime(orphan.Value) >= Patience).Select(orphan => orphan.Key)];
            foreach (string pool in lost)
            {
                _orphans.Remove(pool);
            }

            pools = [.. _shares.Keys.Select(id => id.Pool).Distinct().Except(lost)];
            if (_shares.Count == 0)
            {
                _isChecking = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (string pool in lost)
        {
            Detach(pool);
        }

        _renew(pools);
    }

    private List<KeyValuePair<SharedId, SiloShare>> Remove(Func<SharedId, SiloShare, bool> match)
    {
        lock (_gate)
        {
            List<KeyValuePair<SharedId, SiloShare>> removed = [.. _shares.Where(share => match(share.Key, share.Value))];
            foreach ((SharedId id, _) in removed)
            {
                _shares.Remove(id);
            }

            return removed;
        }
    }
}
