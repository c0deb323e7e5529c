using OrleansPool.Wire;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>Called by a worker grain: works in the slot until there is nothing to do.</summary>
    public Task WorkAsync(string silo, int slot)
    {
        if (silo != _silo)
        {
            // Orleans may place the call elsewhere while its own silo stops.
            return Task.FromException(new InvalidOperationException($"A worker of silo {silo} was called on silo {_silo}."));
        }

        Shift? shift;
        lock (_gate)
        {
            shift = _slots.Find(candidate => candidate.Number == slot)?.Shift;
        }

        if (shift is null)
        {
            return Task.CompletedTask;
        }

        Run(shift);
        return shift.Done;
    }

    /// <summary>The next run for a shift, or null when its slot is free from now on.</summary>
    /// <param name="shift">The shift.</param>
    /// <param name="rests">Whether it keeps the slot and waits for more. From then on another thread may run it.</param>
    public LeaseRun? TakeRun(Shift shift, out bool rests)
    {
        rests = false;
        while (true)
        {
            LeasePart? part;
            WorkerLife? worker = null;
            lock (_gate)
            {
                if (shift.IsAbandoned)
                {
                    return null;
                }

                ReleaseLocked(shift.Slot);
                if (shift.Slot.IsWithdrawn)
                {
                    // If the shift was meant for a lease that still waits, the next tick finds another slot for it.
                    _slots.Remove(shift.Slot);
                    return null;
                }

                if (RetireBurstLocked(shift.Slot, isIdle: false))
                {
                    break;
                }

                part = NextLocked(shift.Slot);
                if (part is null)
                {
                    rests = RestLocked(shift.Slot);
                    break;
                }

                HoldLocked(shift.Slot, part.Job);
                if (part.Job.Session.Workers.IsLost(shift.Slot.Number))
                {
                    WriteOffWorkerLocked(part.Job.Session, shift.Slot.Number);
                }

                worker = part.Job.Session.Workers.Of(shift.Slot.Number);
                worker.IsBusy = true;
                part = LimitLocked(part, worker);
                shift.Slot.Part = part;
            }

            // Not under the lock: decoding a function runs code of the types that it captures.
            if (MakeRun(part, shift.Slot, worker) is { } run)
            {
                return run;
            }

            lock (_gate)
            {
                _ = FreeWorkerLocked(part.Job.Session, worker);
            }
        }

        CallWorkers();
        return null;
    }

    /// <summary>Whether leases wait for a slot. A look without the lock: it may be of just before.</summary>
    public bool HasWaiting => _queue.Count > 0;

    /// <summary>Makes up for threads that do not come back, and takes that back when they do.</summary>
    public void AllowThreads(int more) => _threads.Allow(more);

    private void DispatchLocked()
    {
        StartShiftsLocked(_queue.Count);
        _clock.Start();
    }

    /// <summary>Starts shifts in slots that are free, as many as there is work for.</summary>
    private void StartShiftsLocked(int wanted)
    {
        int starting = wanted == 0 ? 0 : Math.Min(wanted, FreeSlotsLocked);
        if (starting <= 0)
        {
            return;
        }

        // Those that rest are the first to be there.
        foreach (Slot slot in _slots.Where(slot => slot is { IsFree: true, IsWithdrawn: false }).OrderBy(slot => slot.Shift is null).Take(starting).ToList())
        {
            StartShiftLocked(slot);
        }
    }

    /// <summary>What is left of a lease waits for a slot again; or goes back, if the silo stops.</summary>
    private void RequeueLocked(LeasePart rest)
    {
        if (IsLeaving)
        {
            rest.GiveBack();
            return;
        }

        _queue.EnqueueFirst(rest);
        DispatchLocked();
    }

    private void StartShiftLocked(Slot slot)
    {
        slot.Shift ??= new Shift(this, slot);
        slot.RestsSince = null;
        _starting.Enqueue(slot.Shift);
    }

    /// <summary>
    /// Calls the workers for shifts that were started under the lock. Never under it: Orleans runs a local call inline and takes locks of its
    /// own, which it also holds while a worker grain calls the agent.
    /// </summary>
    private void CallWorkers()
    {
        while (NextStarting() is { } shift)
        {
            if (shift.HasBegun)
            {
                Run(shift);
            }
            else
            {
                _ = CallWorkerAsync(shift);
            }
        }
    }

    private void Run(Shift shift) => _threads.Post(static state => _ = ((Shift)state!).RunAsync(), shift);

    private Shift? NextStarting()
    {
        lock (_gate)
        {
            return _starting.TryDequeue(out Shift? shift) ? shift : null;
        }
    }

    private async Task CallWorkerAsync(Shift shift)
    {
        try
        {
            await _grains.GetGrain<IWorkerGrain>(_silo).RunAsync(shift.Slot.Number).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The silo is stopping, or the call did not reach the grain: the slot must not stay taken.
            LogWorkerCallFailed(shift.Slot.Number, error);
            lock (_gate)
            {
                if (!IsLeaving && !shift.Done.IsCompleted && shift.Slot.Run is null && shift.Slot.Shift == shift)
                {
                    (shift.Slot.Shift, shift.Slot.RestsSince) = (null, null);
                    DispatchLocked();
                }
            }

            CallWorkers();
        }
    }

    private LeaseRun? MakeRun(LeasePart part, Slot slot, WorkerLife worker)
    {
        AgentJob job = part.Job;
        if (job.HasEnded)
        {
            return null;
        }

        try
        {
            LeaseRun run = worker.Host.MakeRun(part, worker, _time);
            run.Slot = slot.Number;
            run.FreeSince = Math.Max(slot.FreeSince, job.Arrived);
            return run;
        }
        catch (Exception error)
        {
            // The function is not here or does not decode: no item of the job can run on this silo.
            job.Session.ReportFailure(job.Start.Job, error);
            lock (_gate)
            {
                EndLocked(job);
            }

            return null;
        }
    }

    /// <summary>Leaves to the next worker what this one may not run any more.</summary>
    private LeasePart LimitLocked(LeasePart part, WorkerLife worker)
    {
        if (part.Count <= worker.ItemsLeft)
        {
            return part;
        }

        int at = part.From + worker.ItemsLeft;
        if (part.Message.MaySplit)
        {
            _queue.EnqueueFirst(CutOffLocked(part, (at, part.End)));
        }
        else
        {
            // Two parts here might run beside each other, beyond a limit of the job or the pool.
            part.Range((at, part.End)).GiveBack();
        }

        return part with { End = at };
    }

    /// <summary>Cuts the running lease with the most left in two and takes the second half.</summary>
    private LeasePart? StealLocked(Slot thief)
    {
        LeaseRun? victim = _slots
            .Select(slot => slot.Run)
            .OfType<LeaseRun>()
            .Where(run => run.IsWorthSharing && !run.Job.HasEnded && !thief.Excluded.Contains(run.Job))
            .MaxBy(run => run.UnstartedMicroseconds());
        if (victim?.Cut() is not { } cut)
        {
            return null;
        }

        return CutOffLocked(victim.Part, cut);
    }

    /// <summary>Makes the cut-off end of a lease one of its own, for another shift.</summary>
    private LeasePart CutOffLocked(LeasePart part, (int From, int End) cut)
    {
        // Negative: the coordinator's own numbers are positive.
        long id = --_lastPart;
        LeasePart rest = part.Range(cut);
        rest.Report(id);
        return rest with { Id = id };
    }
}
