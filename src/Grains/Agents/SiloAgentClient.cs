using Orleans.Runtime.Services;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>Finds the agent of a silo.</summary>
internal sealed class SiloAgentClient(IServiceProvider services) : GrainServiceClient<ISiloAgent>(services)
{
    public ISiloAgent Of(SiloAddress silo) => GetGrainService(silo);
}
