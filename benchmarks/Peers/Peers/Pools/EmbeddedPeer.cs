using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers.Pools;

/// <summary>This pool, with a silo in the caller's process.</summary>
internal sealed class EmbeddedPeer : PoolPeer
{
    public override string? WhyNot(Job job) => job.Setup.Silos > 1 ? Refusals.NoSilos : null;

    protected override Task<Pool> StartAsync(Setup setup) => LocalPool.StartAsync(options => options.Workers = setup.Workers);
}
