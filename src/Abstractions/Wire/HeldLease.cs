namespace OrleansPool.Wire;

/// <summary>What an agent still has of a lease that an earlier coordinator gave it: items that wait, run, or have outcomes which are to be reported.</summary>
/// <param name="Lease">The lease's number.</param>
/// <param name="Job">The job.</param>
/// <param name="First">The first of the items.</param>
/// <param name="Count">How many.</param>
/// <param name="Attempt">Which run of them this is.</param>
/// <param name="Running">The item that is known to have started, or -1.</param>
/// <param name="OnProbation">Whether its start must be acknowledged before it runs.</param>
/// <param name="MaySplit">Whether the agent may share the lease between its slots.</param>
[GenerateSerializer, Immutable, Alias("orleanspool.HeldLease")]
internal readonly record struct HeldLease(
    [property: Id(0)] long Lease,
    [property: Id(1)] int Job,
    [property: Id(2)] long First,
    [property: Id(3)] int Count,
    [property: Id(4)] int Attempt,
    [property: Id(5)] long Running,
    [property: Id(6)] bool OnProbation,
    [property: Id(7)] bool MaySplit)
{
    public long End => First + Count;
}
