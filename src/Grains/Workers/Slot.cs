using System.Collections.Frozen;
using OrleansPool.Agents;

namespace OrleansPool.Workers;

/// <summary>One worker's place on a silo. Its fields belong to the agent's lock, but for the run, which its shift sets.</summary>
internal sealed class Slot(int number, IReadOnlySet<AgentJob>? excluded = null)
{
    private volatile LeaseRun? _run;
    private LeaseRun? _seenRun;
    private long _seenItem;

    public int Number { get; } = number;

    /// <summary>
    /// Jobs whose items wait for what a slot on loan is to run: more of those would wait as well, and so on without end.
    /// </summary>
    public IReadOnlySet<AgentJob> Excluded { get; } = excluded ?? FrozenSet<AgentJob>.Empty;

    /// <summary>The shift that works here, or null.</summary>
    public Shift? Shift { get; set; }

    /// <summary>When its shift ran out of work, if it waits for more: it goes on sooner than another could start. Null if it does not.</summary>
    public long? RestsSince { get; set; }

    /// <summary>Whether it can get work: there is no shift, or one that rests.</summary>
    public bool IsFree => Shift is null || RestsSince is not null;

    /// <summary>A slot on loan that was returned: it goes away when its shift is done with the present lease.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>Beyond the usual number, for a job that had less than its share: it goes away when there is nothing of that kind to do.</summary>
    public bool IsBurst { get; init; }

    /// <summary>What its shift has taken to run, or null.</summary>
    public LeasePart? Part { get; set; }

    /// <summary>The job that the slot is counted for, or null.</summary>
    public AgentJob? Holder { get; set; }

    /// <summary>Whether its item waits for others now and has lent it.</summary>
    public bool IsLent => Run?.Loan is not null;

    /// <summary>When the last run here ended, or the slot came to be.</summary>
    public long FreeSince { get; set; }

    /// <summary>For how many ticks of the agent's clock the same item has been running here.</summary>
    public int TicksAtItem { get; private set; }

    /// <summary>What runs here now, or null.</summary>
    public LeaseRun? Run
    {
        get => _run;
        set => _run = value;
    }

    /// <summary>Called with each tick of the agent's clock.</summary>
    public void NoteItem()
    {
        LeaseRun? run = Run;
        long item = run?.ItemIndex ?? -1;
        TicksAtItem = run is not null && run == _seenRun && item == _seenItem ? TicksAtItem + 1 : 0;
        (_seenRun, _seenItem) = (run, item);
    }
}
