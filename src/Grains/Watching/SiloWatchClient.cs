using Orleans.Runtime.Services;
using OrleansPool.Wire;

namespace OrleansPool.Watching;

/// <summary>Calls the watches of silos.</summary>
internal sealed class SiloWatchClient(IServiceProvider services) : GrainServiceClient<ISiloWatch>(services)
{
    public ISiloWatch Of(SiloAddress silo) => GetGrainService(silo);
}
