using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using OrleansPool.Locating;
using OrleansPool.Wire;

namespace OrleansPool.Agents;

/// <summary>The door of a silo's <see cref="Agent"/>: carries messages and nothing else.</summary>
[Reentrant]
internal sealed class SiloAgentService(GrainId id, Silo silo, ILoggerFactory loggers, Agent agent, HostedCoordinators coordinators, LeavingSilos leaving)
    : GrainService(id, silo, loggers), ISiloAgent
{
    public override async Task Start()
    {
        await base.Start();
        agent.Prepare();
    }

    public Task<AttachReply> AttachAsync(AttachRequest request) => Task.FromResult(agent.Attach(request));

    public Task<AssignReply> AssignAsync(AssignMessage message) => Task.FromResult(agent.Assign(message));

    public Task<ShareReply> ShareAsync(ShareMessage message) => agent.ShareAsync(message);

    public Task<GrainAddress?> LocateAsync(LocateRequest request) => Task.FromResult(coordinators.Locate(request));

    public Task LeavingAsync(SiloAddress silo)
    {
        leaving.Add(silo);
        return Task.CompletedTask;
    }

    public Task DetachAsync(string pool, long epoch)
    {
        agent.Detach(pool, epoch);
        return Task.CompletedTask;
    }
}
