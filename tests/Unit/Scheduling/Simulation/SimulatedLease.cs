namespace OrleansPool.UnitTests.Scheduling.Simulation;

/// <summary>A lease, or a part of one, at a simulated silo.</summary>
internal sealed class SimulatedLease(long id, bool onProbation, bool maySplit, long first, long end)
{
    public long Id { get; } = id;

    public bool OnProbation { get; } = onProbation;

    public bool MaySplit { get; } = maySplit;

    /// <summary>The running item, or the next one to run.</summary>
    public long Next { get; set; } = first;

    public long End { get; set; } = end;

    /// <summary>The first item whose outcome was not reported.</summary>
    public long Unreported { get; set; } = first;

    public long RunTime { get; set; }

    public bool IsRevoked { get; set; }

    /// <summary>Items behind the one that runs.</summary>
    public long Unstarted => End - Next - 1;
}
