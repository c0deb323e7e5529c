using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>Items of a lease that wait for a slot or run in one: all of them, or an end that was cut off.</summary>
/// <param name="Job">The job.</param>
/// <param name="Message">The lease as it came.</param>
/// <param name="Received">When it came, by the silo's own clock.</param>
/// <param name="Id">The lease's number, or the part's own.</param>
/// <param name="From">Position of the first item within the message.</param>
/// <param name="End">Position after the last item.</param>
internal sealed record LeasePart(AgentJob Job, LeaseMessage Message, long Received, long Id, int From, int End)
{
    public int Count => End - From;
}
