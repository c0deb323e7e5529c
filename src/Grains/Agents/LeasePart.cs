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

    /// <summary>A range of it, which stays the same lease.</summary>
    public LeasePart Range((int From, int End) range) => this with { From = range.From, End = range.End };

    /// <summary>It as another coordinator is told of it.</summary>
    /// <param name="running">The item that has started, or -1.</param>
    public HeldLease Held(long running = -1) =>
        new(Id, Message.Job, Message.First + From, Count, Message.Attempt, running, Message.OnProbation, Message.MaySplit);

    /// <summary>Gives unstarted items back to the coordinator, free of charge.</summary>
    public void GiveBack() => Report(newLease: 0);

    /// <summary>Tells the coordinator that these items are a lease of their own from now on, or given back if that is 0.</summary>
    public void Report(long newLease) => Job.Session.Report(new LeaseChange(Id, Message.First + From, Count, newLease));
}
