namespace OrleansPool.Workers;

/// <summary>One worker's place on a silo. Its fields belong to the agent's lock, but for the run, which its shift sets.</summary>
internal sealed class Slot(int number)
{
    private volatile LeaseRun? _run;

    public int Number { get; } = number;

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
