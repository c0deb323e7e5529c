using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>
    /// A function waits for items of its own: until the loan is disposed there is one slot more, so that they can run however few slots there
    /// are. The waiting function then goes on at once; the slot ends after the lease that it is at.
    /// </summary>
    public IDisposable LendSlot(LeaseRun waiting)
    {
        AgentSession session = waiting.Job.Session;
        Loan loan;
        lock (_gate)
        {
            if (waiting.Loans is not { } loans)
            {
                // It was written off: it holds no slot to lend.
                return Loan.None;
            }

            _threads.Allow(1);
            IEnumerable<AgentJob> above = _slots.Find(candidate => candidate.Number == waiting.Slot)?.Excluded ?? Enumerable.Empty<AgentJob>();
            var slot = new Slot(NextSlotNumberLocked(), above.Append(waiting.Job).ToHashSet()) { FreeSince = _time.GetTimestamp() };
            _slots.Add(slot);
            waiting.Job.Waiting++;
            _lent++;
            CountRunningLocked(waiting.Job, -1);
            loan = new Loan(this, waiting, slot);
            loans.Add(loan);
            session.Renew();
            DispatchLocked();
        }

        CallWorkers();
        return loan;
    }

    /// <summary>The run was written off: its slot went to another shift, and those that it has on loan end.</summary>
    private static void EndLoansLocked(LeaseRun run)
    {
        IDisposable[] loans = [.. run.Loans ?? []];
        run.Loans = null;
        foreach (IDisposable loan in loans)
        {
            loan.Dispose();
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

    private void Return(Loan loan, LeaseRun waiting, Slot slot)
    {
        _threads.Allow(-1);
        lock (_gate)
        {
            waiting.Loans?.Remove(loan);
            waiting.Job.Waiting--;
            _lent--;
            CountRunningLocked(waiting.Job, 1);
            waiting.Job.Session.Renew();
            slot.IsWithdrawn = true;
            if (slot.Shift is null)
            {
                _slots.Remove(slot);
            }
        }
    }

    private sealed class Loan(Agent? agent, LeaseRun? waiting, Slot? slot) : IDisposable
    {
        private int _isReturned;

        public static Loan None { get; } = new(null, null, null);

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            {
                agent?.Return(this, waiting!, slot!);
            }
        }
    }
}
