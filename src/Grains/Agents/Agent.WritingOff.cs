using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>How long a function may go on after its job has ended, before its slot goes to another.</summary>
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Writes off functions that go on although their job has ended or their item's time is up: .NET cannot stop a thread. The slot gets a
    /// new shift with a new worker, and what the lease had left goes on at once.
    /// </summary>
    private void WriteOffLocked()
    {
        foreach (Slot slot in _slots.ToList())
        {
            if (slot.Run is not { } run || slot.Shift is not { } shift || !run.IsOverdue(CancelGrace))
            {
                continue;
            }

            if (run.CanBeKilled)
            {
                // The run ends with its worker's process, and its shift goes on with the next.
                if (run.Kill() is { } killed)
                {
                    LogKilled(run, killed);
                    _meter.WorkerWrittenOff(killed.HasTimedOut ? "item_timeout" : "job_ended");
                }
            }
            else if (run.WriteOff() is { } off)
            {
                LogWrittenOff(run, off);
                run.Abandon(off.HasTimedOut ? "The item ran longer than its time-out and did not end." : "The function went on after its job had ended.");
                _meter.WorkerWrittenOff(off.HasTimedOut ? "item_timeout" : "job_ended");
                WriteOffWorkerLocked(run.Job.Session, slot.Number);
                shift.Abandon();
                EndLoanLocked(run);
                FreeLocked(slot);
                if (off.Rest is { } rest)
                {
                    RequeueLocked(run.Part.Range(rest));
                }
            }
        }

        if (_queue.Count > 0)
        {
            DispatchLocked();
        }
    }

    private void WriteOffWorkerLocked(AgentSession session, int slot)
    {
        if (session.Workers.WriteOff(slot) is { } end)
        {
            ReportLocked(session.Pool, session.Workers, end);
        }

        AnswerRetirementLocked(session.Pool, session.Workers);
    }

    private void FreeLocked(Slot slot)
    {
        slot.Run = null;
        slot.FreeSince = _time.GetTimestamp();
        slot.Shift = null;
        ReleaseLocked(slot);
        if (slot.IsWithdrawn)
        {
            _slots.Remove(slot);
        }

        RetireBurstLocked(slot, isIdle: true);
    }

    private void LogKilled(LeaseRun run, WrittenOff off)
    {
        if (off.HasTimedOut)
        {
            LogItemKilled(run.JobId, off.Item, run.WorkerId, off.Elapsed, run.Job.Start.ItemTimeout.GetValueOrDefault());
        }
        else
        {
            LogFunctionKilled(run.JobId, off.Item, run.WorkerId, off.Elapsed);
        }
    }

    private void LogWrittenOff(LeaseRun run, WrittenOff off)
    {
        if (off.HasTimedOut)
        {
            LogItemWrittenOff(run.JobId, off.Item, run.WorkerId, off.Elapsed, run.Job.Start.ItemTimeout.GetValueOrDefault());
        }
        else
        {
            LogFunctionWrittenOff(run.JobId, off.Item, run.WorkerId, off.Elapsed);
        }
    }
}
