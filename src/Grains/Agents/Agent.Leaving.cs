using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>How long running items may take to end when the silo stops, before they are cancelled and run again elsewhere.</summary>
    private static readonly TimeSpan LeaveGrace = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<Agent>(ServiceLifecycleStage.Active, static _ => Task.CompletedTask, _ => LeaveAsync());

    /// <summary>Takes no more leases, gives back what has not started, waits for what runs, and then lets go of it.</summary>
    public async Task LeaveAsync()
    {
        Task running;
        lock (_gate)
        {
            IsLeaving = true;
            foreach (AgentSession session in _sessions.Values)
            {
                GiveBackLocked(session, int.MaxValue);
                session.Renew();
            }

            running = Task.WhenAll(_slots.Select(slot => slot.Shift?.Done ?? Task.CompletedTask));
        }

        try
        {
            await running.WaitAsync(LeaveGrace, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogLeftWithRunningItems(LeaveGrace);
        }

        await Task.WhenAll(Sessions().Select(session => session.ReportLastAsync())).ConfigureAwait(false);
        lock (_gate)
        {
            foreach (AgentSession session in _sessions.Values.ToList())
            {
                DropLocked(session);
            }

            foreach (Slot slot in _slots)
            {
                slot.Shift?.Abandon();
            }
        }
    }

    private AgentSession[] Sessions()
    {
        lock (_gate)
        {
            return [.. _sessions.Values];
        }
    }
}
