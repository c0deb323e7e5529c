using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Services;
using Orleans.Services;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>Calls the agents of other silos as Orleans' grain services, and that of this silo straight, which needs no message.</summary>
internal sealed class SiloAgentClient : GrainServiceClient<ISiloAgent>, IAgentDirectory
{
    private readonly SiloAddress _here;
    private readonly Lazy<ISiloAgent> _agentHere;

    public SiloAgentClient(IServiceProvider services, ILocalSiloDetails here)
        : base(services)
    {
        _here = here.SiloAddress;

        // Later: the service may need what needs this.
        _agentHere = new Lazy<ISiloAgent>(() => services.GetServices<IGrainService>().OfType<SiloAgentService>().Single());
    }

    public ISiloAgent Of(SiloAddress silo) => silo.Equals(_here) ? _agentHere.Value : GetGrainService(silo);
}
