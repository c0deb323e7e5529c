using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>A lease that waits for a slot.</summary>
internal sealed record AgentLease(AgentJob Job, LeaseMessage Message);
