using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>What is shown of a job whose coordinator is lost while it runs.</summary>
public sealed class WatchLossTests
{
    private const int Items = 40;

    [Fact(Timeout = Bound.Test)]
    public async Task Job_WhoseCoordinatorIsLost_IsShownByTheNextWithItsSums()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3);
        await using Pool pool = Pool.From(cluster.Client);
        await Eventually.HoldsAsync(() => pool.WorkerCount == 3 * PoolCluster.WorkersPerSilo, "the pool has its workers");
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> job = pool.MapAsync(x => Pass(key, x), Enumerable.Range(0, Items), chunkSize: 1);
        await Eventually.HoldsAsync(() => job.Progress.Completed == Items / 2, "half of the items have ended");
        InProcessSiloHandle victim = await cluster.VictimAsync(isCoordinators: true);
        await cluster.KillSiloAsync(victim).Bounded();
        gate.Open();
        await job.Bounded();
        JobDetail detail = await EndOfAsync(pool, job.JobId);
        Assert.Equal((JobState.Finished, Items, Items, 0), (detail.Job.State, detail.Job.Completed, detail.Job.Total, detail.Job.Failed));
        Assert.NotEqual(victim.SiloAddress.ToParsableString(), detail.Job.Coordinator);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Silo_ThatIsLost_IsCounted_WithTheRunsThatItHad()
    {
        var meters = new OwnMeters();
        ConcurrentDictionary<string, double> sums = [];
        using MeterListener listener = meters.ListenTo(sums);
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(2, configureSilo: silo => silo.Services.AddSingleton<IMeterFactory>(meters));
        await using Pool pool = Pool.From(cluster.Client);
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> job = pool.MapAsync(x => Pass(key, x), Enumerable.Range(Items / 2, Items / 2), chunkSize: 1);
        await gate.ReachedAsync(2 * PoolCluster.WorkersPerSilo);
        await cluster.KillSiloAsync(await cluster.VictimAsync(isCoordinators: false)).Bounded();
        await Eventually.HoldsAsync(() => sums.ContainsKey("orleanspool.silos.lost"), "the silo is counted");
        gate.Open();
        await job.Bounded();
        Assert.Equal(1, sums["orleanspool.silos.lost"]);

        // Only runs that the coordinator knows to have begun are counted for certain.
        Assert.InRange(sums.GetValueOrDefault("orleanspool.runs.lost"), 0, PoolCluster.WorkersPerSilo);
    }

    private static int Pass(string key, int x)
    {
        if (x >= Items / 2)
        {
            Gate.Pass(key);
        }

        return x;
    }

    private static async Task<JobDetail> EndOfAsync(Pool pool, string id)
    {
        using var limit = new CancellationTokenSource(Bound.Limit);
        while (true)
        {
            if (await pool.Cluster.JobAsync(id, limit.Token) is { Job.State: not JobState.Running } detail)
            {
                return detail;
            }
        }
    }
}
