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
        Slot slot;
        _threads.Allow(1);
        lock (_gate)
        {
            IEnumerable<AgentJob> above = _slots.Find(candidate => candidate.Number == waiting.Slot)?.Excluded ?? Enumerable.Empty<AgentJob>();
            slot = new Slot(_slots.Max(other => other.Number) + 1, above.Append(waiting.Job).ToHashSet());
            _slots.Add(slot);
            waiting.Job.Waiting++;
            session.Renew();
            DispatchLocked();
        }

        CallWorkers();
        return new Loan(this, waiting.Job, slot);
    }

    /// <summary>Items of the session's jobs that wait.</summary>
    public WaitingItems[] WaitingOf(AgentSession session)
    {
        lock (_gate)
        {
            return [.. session.Jobs.Where(job => job.Waiting > 0).Select(job => new WaitingItems(job.Start.Job, job.Waiting))];
        }
    }

    private void Return(AgentJob job, Slot slot)
    {
        _threads.Allow(-1);
        lock (_gate)
        {
            job.Waiting--;
            job.Session.Renew();
            slot.IsWithdrawn = true;
            if (slot.Shift is null)
            {
                _slots.Remove(slot);
            }
        }
    }

    private sealed class Loan(Agent agent, AgentJob job, Slot slot) : IDisposable
    {
        private int _isReturned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            {
                agent.Return(job, slot);
            }
        }
    }
}
