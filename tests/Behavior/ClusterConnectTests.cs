using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Pools that are used at once, while they still look for their coordinator.</summary>
public sealed class ClusterConnectTests
{
    [Fact(Timeout = Bound.Test)]
    public async Task ConnectAsync_WithServicesOfItsOwn_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(
            () => Pool.ConnectAsync("localhost:30000", options => options.ConfigureServices = _ => { }));
        Assert.Contains("AddOrleansPool", refusal.Message);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Jobs_StartedWhileThePoolConnects_AllSucceed(int maxAttempts)
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(1);
        var options = new JobOptions { MaxAttempts = maxAttempts };
        for (int repetition = 0; repetition < 20; repetition++)
        {
            Pool pool = Pool.From(cluster.Client);
            List<AsyncResult<int>> jobs = await Task.Run(() =>
            {
                List<AsyncResult<int>> started = [];
                do
                {
                    started.Add(pool.ApplyAsync(x => x + 1, started.Count, options));
                }
                while (started.Count < 200 || (pool.WorkerCount == 0 && started.Count < 2000));
                return started;
            }).Bounded();
            int[] results = await Task.WhenAll(jobs.Select(job => job.AsTask())).Bounded();
            Assert.Equal(Enumerable.Range(1, jobs.Count), results);
            await pool.DisposeAsync().AsTask().Bounded();
        }
    }
}
