using Orleans.Runtime.Services;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>Calls agents as Orleans' grain services.</summary>
internal sealed class SiloAgentClient(IServiceProvider services) : GrainServiceClient<ISiloAgent>(services), IAgentDirectory
{
    public ISiloAgent Of(SiloAddress silo) => GetGrainService(silo);
}
