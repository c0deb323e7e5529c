using OrleansPool.Diagnostics;
using OrleansPool.Failures;
using OrleansPool.Payloads;
using OrleansPool.Scheduling;
using OrleansPool.Wire;

namespace OrleansPool.Coordination;

internal sealed partial class CoordinatorGrain
{
    /// <summary>Links that were given something to send: of a thousand silos a report concerns one or two.</summary>
    private readonly HashSet<SiloLink> _assigned = [];

    /// <inheritdoc/>
    void IScheduleSink.Assign(Lease lease)
    {
        if (!IsHeldForTrial(lease))
        {
            Give(lease);
        }
    }

    /// <inheritdoc/>
    void IScheduleSink.Revoke(int silo, long leaseId)
    {
        // The end of the job is sent to each silo that knows it, which drops all its leases.
    }

    /// <inheritdoc/>
    void IScheduleSink.AskBack(int silo, int leases)
    {
        SiloLink link = _links[silo];
        link.AskBack(leases);
        _assigned.Add(link);
    }

    /// <inheritdoc/>
    void IScheduleSink.Lost(int job, long item, int attempts, int silo, string? cause)
    {
        if (silo == SchedulerOptions.NoSilo && _jobs[job].MaxAttempts == 1)
        {
            LoseInDoubt(job, item, attempts);
            return;
        }

        if (silo != SchedulerOptions.NoSilo)
        {
            // Those before it were charged.
            meter.RunLost();
        }

        string name = _links.TryGetValue(silo, out SiloLink? link) ? link.Name : "unknown";
        var error = new WorkerLostException(
            cause is null
                ? $"Item {item} of job {_jobs[job].Id} was lost in run {attempts}: the silo that ran it stopped (last: {name}), as often as MaxAttempts ({_jobs[job].MaxAttempts}) allows. "
                + "An item that crashes its process looks like this. Read that silo's log, run the item alone, or raise JobOptions.MaxAttempts."
                : $"Item {item} of job {_jobs[job].Id} was lost in run {attempts} on silo {name}, as often as MaxAttempts ({_jobs[job].MaxAttempts}) allows: {cause}. "
                + "Look for what the function does there, run the item alone, or raise JobOptions.MaxAttempts.",
            item,
            attempts,
            name);
        Fail(job, item, attempts, silo, error);
    }

    /// <summary>Puts a lease to what its silo is sent next, with <see cref="SendAssigned"/>.</summary>
    private void Give(Lease lease)
    {
        SiloLink link = _links[lease.Silo];
        link.Assign(lease, _jobs[lease.Job], _now);
        _assigned.Add(link);
    }

    private void SendAssigned()
    {
        foreach (SiloLink link in _assigned)
        {
            link.Send();
        }

        _assigned.Clear();
    }

    private void LoseInDoubt(int job, long item, int attempts) => Fail(job, item, attempts, SchedulerOptions.NoSilo, new WorkerLostException(
        $"Item {item} of job {_jobs[job].Id} may have been started when the coordinator was lost, and MaxAttempts is 1, so it is not started again. "
        + "Look at the silo's log, or raise JobOptions.MaxAttempts for items that may run twice.",
        item,
        attempts,
        "unknown"));

    private void Fail(int job, long item, int attempts, int silo, WorkerLostException error)
    {
        var segment = new Segment
        {
            Job = job,
            Lease = 0,
            First = item,
            Values = ItemBlock.Holes(1),
            Failures = [new ItemFailure { Offset = 0, Failure = FailureEncoder.From(error) }],
            Attempt = attempts,
            Silo = silo,
            WorkerSlot = -1,
        };
        Trace(segment);
        Deliver(segment);
    }

    /// <summary>Traces an item that failed with its worker or silo: who ran it cannot tell any more.</summary>
    private void Trace(Segment segment)
    {
        if (PoolTracing.Parse(_jobs[segment.Job].Trace) is { } trace)
        {
            ChunkSpan.AddFailures(trace, _jobs[segment.Job].Id, segment);
        }
    }
}
