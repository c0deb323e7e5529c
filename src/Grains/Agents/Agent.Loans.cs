using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>
    /// A function waits for items of its own: until its last wait is over there is one slot more, so that they can run however few slots there
    /// are. The waiting function then goes on at once; the slot ends after the lease that it is at.
    /// </summary>
    public IDisposable LendSlot(LeaseRun waiting)
    {
        SlotLoan loan;
        lock (_gate)
        {
            if (!waiting.MayLend)
            {
                // It has ended or was written off: it holds no slot to lend.
                return Wait.None;
            }

            loan = waiting.Loan ?? OpenLoanLocked(waiting);
            loan.Waits++;
        }

        CallWorkers();
        return new Wait(this, waiting, loan);
    }

    private SlotLoan OpenLoanLocked(LeaseRun waiting)
    {
        _threads.Allow(1);
        long now = _time.GetTimestamp();
        Slot? lender = _slots.Find(candidate => candidate.Number == waiting.Slot);
        IEnumerable<AgentJob> above = lender?.Excluded ?? Enumerable.Empty<AgentJob>();
        var slot = new Slot(NextSlotNumberLocked(), above.Append(waiting.Job).ToHashSet()) { FreeSince = now };
        var loan = new SlotLoan(slot, now);
        waiting.OpenLoan(loan);
        _slots.Add(slot);
        waiting.Job.Waiting++;
        _lent++;
        CountRunningLocked(waiting.Job, -1);
        waiting.Job.Session.Renew();
        DispatchLocked();
        return loan;
    }

    /// <summary>The run has ended or was written off: its slot goes to another, and the one that it has on loan ends.</summary>
    private void EndLoanLocked(LeaseRun run)
    {
        run.MayLend = false;
        if (run.Loan is { } loan)
        {
            CloseLoanLocked(run, loan);
        }
    }

    private void CloseLoanLocked(LeaseRun waiting, SlotLoan loan)
    {
        waiting.CloseLoan();
        _threads.Allow(-1);
        waiting.Job.Waiting--;
        _lent--;
        CountRunningLocked(waiting.Job, 1);
        waiting.Job.Session.Renew();
        loan.Slot.IsWithdrawn = true;
        if (loan.Slot.Shift is null)
        {
            _slots.Remove(loan.Slot);
        }
    }

    private void EndWait(LeaseRun waiting, SlotLoan loan)
    {
        lock (_gate)
        {
            loan.Waits--;
            if (loan.Waits == 0 && waiting.Loan == loan)
            {
                CloseLoanLocked(waiting, loan);
            }
        }
    }

    /// <summary>Items of the session's jobs that wait.</summary>
    public WaitingItems[] WaitingOf(AgentSession session)
    {
        lock (_gate)
        {
            return [.. session.Jobs.Where(job => job.Waiting > 0).Select(job => new WaitingItems(job.Start.Job, job.Waiting))];
        }
    }

    private sealed class Wait(Agent? agent, LeaseRun? waiting, SlotLoan? loan) : IDisposable
    {
        private int _isOver;

        public static Wait None { get; } = new(null, null, null);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                agent?.EndWait(waiting!, loan!);
            }
        }
    }
}
