using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>
    /// A function waits for items of its own: until the loan is disposed there is one slot more, so that they can run however few slots there
    /// are. The waiting function then goes on at once; the slot ends after the lease that it is at.
    /// </summary>
    public IDisposable LendSlot(AgentSession session)
    {
        Slot slot;
        lock (_gate)
        {
            slot = new Slot(_slots.Max(other => other.Number) + 1);
            _slots.Add(slot);
            session.Lent++;
            session.Renew();
            DispatchLocked();
        }

        CallWorkers();
        return new Loan(this, session, slot);
    }

    private void Return(AgentSession session, Slot slot)
    {
        lock (_gate)
        {
            session.Lent--;
            session.Renew();
            slot.IsWithdrawn = true;
            if (slot.Shift is null)
            {
                _slots.Remove(slot);
            }
        }
    }

    private sealed class Loan(Agent agent, AgentSession session, Slot slot) : IDisposable
    {
        private int _isReturned;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isReturned, 1) == 0)
            {
                agent.Return(session, slot);
            }
        }
    }
}
