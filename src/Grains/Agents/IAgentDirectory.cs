using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>Finds the agent of a silo.</summary>
internal interface IAgentDirectory
{
    ISiloAgent Of(SiloAddress silo);
}
