using OrleansPool.Scheduling;

namespace OrleansPool.Agents;

/// <summary>The lanes of one pool's jobs of one priority.</summary>
internal sealed class LaneGroup(AgentSession session)
{
    public AgentSession Session { get; } = session;

    public IndexedHeap<LeaseLane, LeaseLaneOrder> Lanes { get; } = new();

    /// <summary>The lane that is next, of those that are allowed.</summary>
    public LeaseLane? First(Func<AgentJob, bool> isAllowed)
    {
        LeaseLane? first = Lanes.First;
        if (first is null || isAllowed(first.Job))
        {
            return first;
        }

        LeaseLane? best = null;
        foreach (LeaseLane lane in Lanes.Members)
        {
            if (isAllowed(lane.Job) && (best is null || LeaseLaneOrder.Before(lane, best)))
            {
                best = lane;
            }
        }

        return best;
    }
}
