using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>The agent's clock: reports what runs, shares out long leases, and writes off functions that do not stop.</summary>
    /// <returns>Whether there is anything to look after.</returns>
    public bool Tick()
    {
        bool isBusy = false;
        foreach (Slot slot in Slots())
        {
            if (slot.Run is { } run)
            {
                isBusy = true;
                Harvest(run);
            }
        }

        lock (_gate)
        {
            ShareLocked();
            WriteOffLocked();
            RelieveLocked();
            DropForgottenLocked();
            EndRestsLocked();
            foreach (AgentSession session in _sessions.Values)
            {
                isBusy |= session.Jobs.Count > 0 || session.SinceLoss > TimeSpan.Zero;
                session.SendLogs();
                if (IsLeaving)
                {
                    // What could not be cut off when the silo began to leave, since its run was just starting or reporting.
                    GiveBackAllLocked(session);
                }

                if (session.Jobs.Count > 0 && session.SinceReport >= RenewPeriod)
                {
                    session.Renew();
                }
            }

            if (_orphans.Count > 0)
            {
                CloseOrphansLocked();
            }

            isBusy |= _orphans.Count > 0 || _slots.Any(slot => slot.Shift is not null);
        }

        _processes.Watch();
        CallWorkers();
        return isBusy;
    }

    private void Harvest(LeaseRun run)
    {
        try
        {
            run.CheckTime();
            run.Harvest();
            if (run.TakeMark() is { } mark)
            {
                run.Job.Session.Report(mark);
            }
        }
        catch (Exception error)
        {
            LogTickFailed(error);
        }
    }

    private void ShareLocked()
    {
        if (!IsLeaving)
        {
            StartShiftsLocked(_slots.Count(slot => slot.Run is { IsWorthSharing: true, Job.HasEnded: false }));
        }
    }

    private Slot[] Slots()
    {
        lock (_gate)
        {
            return [.. _slots];
        }
    }
}
