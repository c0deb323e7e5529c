using Orleans.GrainDirectory;
using OrleansPool.Agents;
using OrleansPool.Hosting;
using OrleansPool.Wire;

namespace OrleansPool.Locating;

/// <summary>
/// Where the coordinators are: each silo knows its own, and who looks for one asks them all. That happens when a pool is opened or its
/// coordinator was lost; otherwise Orleans' cache answers.
/// </summary>
/// <remarks>
/// In Orleans' usual directory the entry of a grain is on some silo, and when that one stops the grain is deactivated, though its own silo is
/// there: with three silos every third loss would take the coordinator of a pool along. Here nothing is lost but with the coordinator itself.
/// Silos that do not answer may have it, so as long as they are not known to be dead nobody can say that it is nowhere.
/// </remarks>
internal sealed class CoordinatorDirectory(
    HostedCoordinators hosted,
    AttachedCoordinators attached,
    IAgentDirectory agents,
    ILocalSiloDetails localSilo,
    IClusterMembershipService membership,
    PoolSilos silos,
    LeavingSilos leaving,
    LostSilos lost,
    Departures departures) : IGrainDirectory
{
    public const string Name = "orleanspool";

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, previousAddress: null);

    /// <inheritdoc/>
    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        if (hosted.Propose(address, previousAddress) is { } here)
        {
            return here;
        }

        try
        {
            GrainAddress? other = await AskAsync(new LocateRequest { Coordinator = address.GrainId, Candidate = address, Gone = previousAddress })
                ?? hosted.Confirm(address);
            if (other is null && departures.HaveBegun)
            {
                // Named as if it were there, so that Orleans sends on what came here, and whoever sent it remembers that silo: it may be that nobody else
                // will say that this one has stopped.
                other = Elsewhere(address.GrainId);
            }

            if (other is null)
            {
                return address;
            }

            hosted.Remove(address);
            return other;
        }
        catch
        {
            hosted.Remove(address);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<GrainAddress?> Lookup(GrainId grainId) =>
        hosted.Find(grainId) ?? await AskAsync(new LocateRequest { Coordinator = grainId });

    /// <inheritdoc/>
    public async Task Unregister(GrainAddress address)
    {
        hosted.Remove(address);
        if (address.SiloAddress is { } silo && Others(address.GrainId).Contains(silo))
        {
            await agents.Of(silo).LocateAsync(new LocateRequest { Coordinator = address.GrainId, Gone = address });
        }
    }

    /// <summary>Nothing to do: what a silo knew is gone with it.</summary>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

    private async Task<GrainAddress?> AskAsync(LocateRequest request)
    {
        Task<GrainAddress?>[] asked = [.. Others(request.Coordinator).Select(silo => AskAsync(silo, request))];

        // One that has it is enough. While the membership's store is away, silos that are gone count as alive and answer nothing.
        await foreach (Task<GrainAddress?> answered in Task.WhenEach(asked))
        {
            if (answered.IsCompletedSuccessfully && await answered is { } found)
            {
                return found;
            }
        }

        await Task.WhenAll(asked);
        return null;
    }

    private async Task<GrainAddress?> AskAsync(SiloAddress silo, LocateRequest request)
    {
        try
        {
            return await agents.Of(silo).LocateAsync(request);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // It went while it was asked, or it is about to: a coordinator there is handed over or lost.
            if (!leaving.IsStaying(silo) || await lost.IsGoneAsync(silo))
            {
                return null;
            }

            throw;
        }
    }

    // Those that count as alive, and where the coordinator was last heard from, which this silo may not know as a member yet.
    private IEnumerable<SiloAddress> Others(GrainId coordinator)
    {
        IEnumerable<SiloAddress> members = silos.All().Where(silo => !silo.Equals(localSilo.SiloAddress));
        return attached.Find(coordinator) is { } home && !home.Equals(localSilo.SiloAddress) && !membership.CurrentSnapshot.Members.ContainsKey(home)
            ? members.Append(home)
            : members;
    }

    /// <summary>Another silo for what shall not be here any more; null when there is none.</summary>
    private GrainAddress? Elsewhere(GrainId coordinator)
    {
        SiloAddress[] staying = [.. Others(coordinator).Where(leaving.IsStaying)];
        return staying.Length == 0 ? null : new GrainAddress
        {
            GrainId = coordinator,
            SiloAddress = staying[Random.Shared.Next(staying.Length)],
            ActivationId = ActivationId.NewId(),
            MembershipVersion = membership.CurrentSnapshot.Version,
        };
    }
}
