using System.Collections.Frozen;
using OrleansPool.Agents;

namespace OrleansPool.Workers;

/// <summary>One worker's place on a silo. Its fields belong to the agent's lock, but for the run, which its shift sets.</summary>
internal sealed class Slot(int number, IReadOnlySet<AgentJob>? excluded = null)
{
    private volatile LeaseRun? _run;

    public int Number { get; } = number;

    /// <summary>
    /// Jobs whose items wait for what a slot on loan is to run: more of those would wait as well, and so on without end.
    /// </summary>
    public IReadOnlySet<AgentJob> Excluded { get; } = excluded ?? FrozenSet<AgentJob>.Empty;

    /// <summary>The shift that works here, or null.</summary>
    public Shift? Shift { get; set; }

    /// <summary>A slot on loan that was returned: it goes away when its shift is done with the present lease.</summary>
    public bool IsWithdrawn { get; set; }

    /// <summary>What runs here now, or null.</summary>
    public LeaseRun? Run
    {
        get => _run;
        set => _run = value;
    }
}
