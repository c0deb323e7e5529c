using OrleansPool.Scheduling;
using OrleansPool.Workers;

namespace OrleansPool.Agents;

internal sealed partial class Agent
{
    /// <summary>Ticks of the clock for which a job lacks its share, and an item holds a slot, before the silo makes up for it.</summary>
    private const int PatientTicks = 4;

    private readonly int _burst;
    private readonly SiloCapacity _capacity;
    private int _busy;
    private int _lent;
    private long _tick;

    /// <summary>Slots that may start a shift now.</summary>
    private int FreeSlotsLocked => _workers - AtWorkLocked;

    /// <summary>Slots at work, less those whose functions wait for others.</summary>
    private int AtWorkLocked => _slots.Count(slot => !slot.IsFree) - _lent;

    private SlotShares SharesLocked => new(_slots, _queue.Lanes, _workers, _time.GetTimestamp());

    /// <summary>The jobs that have slots.</summary>
    private IEnumerable<AgentJob> HoldersLocked => _slots.Select(slot => slot.Holder).OfType<AgentJob>().Distinct();

    private void HoldLocked(Slot slot, AgentJob job)
    {
        slot.Holder = job;
        CountRunningLocked(job, 1);
    }

    private void ReleaseLocked(Slot slot)
    {
        slot.Part = null;
        if (slot.Holder is { } job)
        {
            slot.Holder = null;
            CountRunningLocked(job, -1);
        }
    }

    private void CountRunningLocked(AgentJob job, int by)
    {
        long now = _time.GetTimestamp();
        job.Share.Hold(by, now);
        job.Session.Share.Hold(by, now);
        _busy += by;
        if (job.Demand is { } demand)
        {
            _capacity.Take(demand, by);
        }

        _queue.Touch(job);
    }

    /// <summary>
    /// The next lease for a slot. When as many items run as there are workers, only a job that has less than its share gets one, and only as far as others
    /// have more than theirs: those make up for it. Else jobs that wait among their like would take what is meant for those that are kept waiting.
    /// </summary>
    private LeasePart? NextLocked(Slot slot)
    {
        if (_busy < _workers)
        {
            return _queue.Dequeue(job => MayRunLocked(slot, job), _workers - _busy) ?? StealLocked(slot);
        }

        if (_busy - _workers >= _burst)
        {
            return null;
        }

        SlotShares? shares = null;
        bool hasExcess = false;
        return _queue.Dequeue(job => MayRunLocked(slot, job) && job.Session.MayBurst && HasExcess() && shares!.IsUnder(job), 1);

        bool HasExcess()
        {
            if (shares is null)
            {
                shares = SharesLocked;
                hasExcess = shares.ExcessOf([.. HoldersLocked.Where(job => job.Share.Running > 0)]) > _busy - _workers;
            }

            return hasExcess;
        }
    }

    // The coordinator counts what its own pool takes of a capacity; other pools may have work here that takes it too.
    private bool MayRunLocked(Slot slot, AgentJob job) => !slot.Excluded.Contains(job) && (job.Demand is null || _capacity.Fits(job.Demand));

    /// <summary>
    /// Sees to jobs that wait while others hold more than their share: running leases of those pause after the present item; and if that item is
    /// long, the job that waits gets a slot beyond the usual number.
    /// </summary>
    private void RelieveLocked()
    {
        _tick++;
        foreach (Slot slot in _slots)
        {
            slot.NoteItem();
        }

        if (_queue.Count == 0 || IsLeaving || FreeSlotsLocked > 0)
        {
            return;
        }

        SlotShares shares = SharesLocked;
        Slot[] over = [.. _slots.Where(slot => slot is { Holder: { } job, IsLent: false } && shares.IsOver(job))];
        if (over.Length == 0)
        {
            return;
        }

        int lacking = 0;
        int starved = 0;
        foreach (LeaseLane lane in _queue.Lanes)
        {
            int needs = Math.Min(lane.Leases.Count, shares.Of(lane.Job) - lane.Job.Share.Running);
            if (needs > 0 && shares.IsUnder(lane.Job))
            {
                lacking += needs;
                starved += lane.Job.NoteStarved(_tick) >= PatientTicks && lane.Job.Session.MayBurst ? needs : 0;
            }
        }

        PauseLocked(over, lacking);
        BurstLocked(over, shares, starved);
    }

    private static void PauseLocked(Slot[] over, int lacking)
    {
        // One whose item is long will not have stopped soon, and those with short items are the first to ask.
        int pausing = over.Count(slot => slot is { Run.IsPaused: true, TicksAtItem: < PatientTicks });
        foreach (Slot slot in over.OrderBy(slot => slot.Run?.MicrosecondsEach ?? double.MaxValue))
        {
            if (pausing >= lacking)
            {
                return;
            }

            pausing += slot.Run is { IsPaused: false } run && run.Pause() ? 1 : 0;
        }
    }

    private void BurstLocked(Slot[] over, SlotShares shares, int starved)
    {
        int excess = shares.ExcessOf([.. over.Select(slot => slot.Holder!).Distinct()]);
        int held = Math.Min(excess, over.Count(slot => slot.TicksAtItem >= PatientTicks));
        int beyond = AtWorkLocked - _workers;
        for (int more = Math.Min(starved, Math.Min(held, _burst) - beyond); more > 0; more--)
        {
            var slot = new Slot(NextSlotNumberLocked()) { IsBurst = true, FreeSince = _time.GetTimestamp() };
            _slots.Add(slot);
            _threads.Allow(1);
            StartShiftLocked(slot);
        }
    }

    /// <summary>A slot beyond the usual number goes away as soon as a usual one is free; that one goes on in its place.</summary>
    private bool RetireBurstLocked(Slot slot, bool isIdle)
    {
        Slot? usual = isIdle ? null : _slots.Find(candidate => candidate is { IsFree: true, IsWithdrawn: false, IsBurst: false });
        if (!slot.IsBurst || (!isIdle && (usual is null || _busy >= _workers)))
        {
            return false;
        }

        slot.Shift = null;
        if (_slots.Remove(slot))
        {
            _threads.Allow(-1);
        }

        if (usual is not null)
        {
            StartShiftLocked(usual);
        }

        return true;
    }

    private int NextSlotNumberLocked() => _slots.Max(slot => slot.Number) + 1;
}
