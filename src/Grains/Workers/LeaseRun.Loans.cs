namespace OrleansPool.Workers;

/// <summary>The slot that a run has lent while its functions wait for items of their own. That is not time that they work.</summary>
internal abstract partial class LeaseRun
{
    private readonly Lock _lentGate = new();
    private volatile bool _hasLent;
    private long? _lentSince;
    private TimeSpan _lent;

    /// <summary>The slot that the agent lends while functions of this run wait; null when none does. Guarded by the agent's lock.</summary>
    public SlotLoan? Loan { get; private set; }

    /// <summary>Whether it holds a slot that it can lend. Guarded by the agent's lock.</summary>
    public bool MayLend { get; set; } = true;

    public void OpenLoan(SlotLoan loan)
    {
        Loan = loan;
        _hasLent = true;
        lock (_lentGate)
        {
            _lentSince = loan.Since;
        }
    }

    public void CloseLoan()
    {
        Loan = null;
        lock (_lentGate)
        {
            CountLent(time.GetTimestamp());
            _lentSince = null;
        }
    }

    /// <summary>How long the slot was lent since the last call.</summary>
    protected long TakeLentMicroseconds()
    {
        if (!_hasLent)
        {
            return 0;
        }

        lock (_lentGate)
        {
            CountLent(time.GetTimestamp());
            TimeSpan lent = _lent;
            _lent = TimeSpan.Zero;
            return (long)lent.TotalMicroseconds;
        }
    }

    private void CountLent(long now)
    {
        if (_lentSince is { } since)
        {
            _lent += time.GetElapsedTime(since, now);
            _lentSince = now;
        }
    }
}
