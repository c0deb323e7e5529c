using OrleansPool.Wire;
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
                GiveBackAllLocked(session);
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
            SurrenderAll();
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

    /// <summary>Gives back all that has not started.</summary>
    private void GiveBackAllLocked(AgentSession session)
    {
        while (_queue.TakeLast(session) is { } lease)
        {
            session.Report(new LeaseChange(lease.Id, lease.Message.First + lease.From, lease.Count, 0));
        }

        foreach (LeaseRun run in _slots.Select(slot => slot.Run).OfType<LeaseRun>().Where(run => run.Job.Session == session))
        {
            if (run.Cut(all: true) is { } cut)
            {
                session.Report(new LeaseChange(run.Id, run.Message.First + cut.From, cut.End - cut.From, 0));
            }
        }
    }

    /// <summary>Gives back what runs and did not end in time: it runs again elsewhere, free of charge.</summary>
    private void SurrenderAll()
    {
        foreach (LeaseRun run in Slots().Select(slot => slot.Run).OfType<LeaseRun>())
        {
            if (run.Surrender() is { } rest)
            {
                run.Job.Session.Report(new LeaseChange(run.Id, run.Message.First + rest.From, rest.End - rest.From, 0));
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
