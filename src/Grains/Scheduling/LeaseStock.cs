namespace OrleansPool.Scheduling;

/// <summary>
/// Leases that are over, to begin again. Many workers have many leases, which live long enough that collecting them would cost more than all decisions.
/// </summary>
internal sealed class LeaseStock
{
    /// <summary>More than what silos report between two schedules.</summary>
    private const int Most = 1_024;

    private readonly List<Lease> _leases = [];
    private int _emptied;

    /// <summary>Keeps a lease that is over. What it was of can be read until <see cref="Empty"/>.</summary>
    public void Add(Lease lease)
    {
        if (_leases.Count < Most)
        {
            _leases.Add(lease);
        }
    }

    /// <summary>One of them, or null.</summary>
    public Lease? Take()
    {
        if (_leases.Count == 0)
        {
            return null;
        }

        var lease = _leases[^1];
        _leases.RemoveAt(_leases.Count - 1);
        _emptied = Math.Min(_emptied, _leases.Count);
        return lease;
    }

    /// <summary>Those that nobody took let go of their chunks.</summary>
    public void Empty()
    {
        for (; _emptied < _leases.Count; _emptied++)
        {
            _leases[_emptied].LetGo();
        }
    }
}
