using OrleansPool.Scheduling;

namespace OrleansPool.Agents;

/// <summary>The leases of one job that wait for a slot.</summary>
internal sealed class LeaseLane(AgentJob job)
{
    /// <summary>Place among the lanes of its pool and priority.</summary>
    public int HeapPlace = -1;

    public AgentJob Job { get; } = job;

    public LinkedList<LeasePart> Leases { get; } = [];
}

/// <summary>Who has the least is first.</summary>
internal readonly struct LeaseLaneOrder : IHeapOrder<LeaseLane>
{
    public static bool Before(LeaseLane one, LeaseLane other) => one.Job.Share.IsBefore(other.Job.Share);

    public static ref int Place(LeaseLane member) => ref member.HeapPlace;
}
