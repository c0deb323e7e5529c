using Microsoft.Extensions.Options;
using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

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

    [Fact(Timeout = Bound.Test)]
    public async Task Jobs_StartedWhileThePoolConnects_FailAtOnceWhenNoSiloHasTheirLabels()
    {
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(1);
        var moon = new JobOptions { Labels = { ["zone"] = "moon" } };
        var here = new JobOptions { Labels = { ["zone"] = "a" } };
        int late = 0;
        for (int repetition = 0; repetition < 20; repetition++)
        {
            Pool pool = Pool.From(cluster.Client);
            AsyncResult<int[]> other = pool.MapAsync(x => x, [1, 2], options: here);
            Func<Pool, Task>[] verbs =
            [
                pool => pool.MapAsync(x => x, [1, 2], options: moon).Bounded(),
                pool => pool.ApplyAsync(x => x, 1, moon).Bounded(),
                pool => pool.Imap(x => x, [1, 2], options: moon).ReadAllAsync(),
            ];
            Task[] jobs = [.. verbs.Select(verb => StartAsync(() => verb(pool)))];
            foreach (Task job in jobs)
            {
                Exception error = await Assert.ThrowsAnyAsync<Exception>(() => job);
                late += error is NoMatchingSiloException ? 1 : 0;
                Assert.True(error is NoMatchingSiloException or OptionsValidationException, $"{error}");
                Assert.Contains("no silo has zone=moon. Labels of the 1 silos: ", error.Message);
                Assert.DoesNotContain("has waited", error.Message);
            }

            Expect.Items([1, 2], await other.Bounded());
            await pool.DisposeAsync().AsTask().Bounded();
        }

        // A pool that is faster than its caller refuses at the call.
        Assert.NotEqual(0, late);

        static async Task StartAsync(Func<Task> start) => await start();
    }
}
