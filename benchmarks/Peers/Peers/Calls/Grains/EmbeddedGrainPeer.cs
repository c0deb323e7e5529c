using Microsoft.Extensions.Hosting;
using OrleansPool.Processes;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Grains;

/// <summary>Grain calls to a silo in the caller's process.</summary>
internal sealed class EmbeddedGrainPeer : GrainPeer
{
    protected override Task<IHost> StartAsync() => GrainSilo.StartAsync(FreePorts.Next(), FreePorts.Next());
}
