using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

/// <summary>A pool whose coordinator was lost, or has handed over: what is here of it waits for the next, and goes on meanwhile.</summary>
internal sealed partial class Agent
{
    /// <summary>How long what runs is kept for the next coordinator. The client gives up later, but its silos should not work for nobody.</summary>
    private static readonly TimeSpan TakeOverPatience = TimeSpan.FromSeconds(60);

    /// <summary>A coordinator is gone: what is here of it is looked after until there is another, or none comes.</summary>
    public void WaitForTakeOver()
    {
        lock (_gate)
        {
            _clock.Start();
        }
    }

    /// <summary>Another coordinator of the pool: keeps what it wants of what is here. Returns that.</summary>
    private HeldLease[] TakeOverLocked(AgentSession session, AttachRequest request, int[] wanted)
    {
        EndAllLocked(session, job => !wanted.Contains(job.Start.Job));
        session.TakeOver(request.Epoch);
        session.Workers.Renew(RulesOf(request));
        foreach (WorkerEnd end in session.Workers.Held)
        {
            session.Report(end);
        }

        HeldLease[] held = HeldLocked(session);
        HashSet<int> jobs = [.. held.Select(lease => lease.Job)];
        EndAllLocked(session, job => !jobs.Contains(job.Start.Job));
        return held;
    }

    private void EndAllLocked(AgentSession session, Func<AgentJob, bool> match)
    {
        foreach (AgentJob job in session.Jobs.Where(match).ToList())
        {
            EndLocked(session.RemoveJob(job.Start.Job));
        }
    }

    /// <summary>What is here of a pool's leases: in the queue, in a slot, or as outcomes to be reported. One lease may be in several of these places.</summary>
    private HeldLease[] HeldLocked(AgentSession session)
    {
        Dictionary<long, HeldLease> held = [];
        foreach (Slot slot in _slots)
        {
            if (slot.Part is { Job.HasEnded: false } part && part.Job.Session == session)
            {
                Add(slot.Run is { } run && run.Part == part ? run.Held() : part.Held());
            }
        }

        foreach (LeasePart part in _queue.Lanes.Where(lane => lane.Job.Session == session).SelectMany(lane => lane.Leases))
        {
            Add(part.Held());
        }

        // After the slots: what ended meanwhile is here.
        foreach (Segment segment in session.Unreported.Where(segment => session.Find(segment.Job) is not null))
        {
            Add(new HeldLease(segment.Lease, segment.Job, segment.First, segment.Values.Count, segment.Attempt, -1, OnProbation: false, MaySplit: false));
        }

        return [.. held.Values];

        void Add(HeldLease? found)
        {
            if (found is not { } lease)
            {
                return;
            }

            if (held.TryGetValue(lease.Lease, out HeldLease known))
            {
                long first = Math.Min(known.First, lease.First);
                lease = known with { First = first, Count = (int)(Math.Max(known.End, lease.End) - first) };
            }

            held[lease.Lease] = lease;
        }
    }

    private void DropForgottenLocked()
    {
        foreach (AgentSession session in _sessions.Values.Where(session => session.SinceLoss > TakeOverPatience).ToList())
        {
            DropLocked(session);
        }
    }
}
