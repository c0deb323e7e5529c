using Orleans.TestingHost;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.ClusterTests.Support;

namespace OrleansPool.ClusterTests;

/// <summary>The last silo that could run a job goes away.</summary>
public sealed class ClusterLabelLossTests
{
    private const int Done = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OnlySiloWithTheLabels_GoesAway_JobFailsAfterThirtySeconds(bool isStopped)
    {
        var time = new FastTime(factor: 10);
        await using InProcessTestCluster cluster = await PoolCluster.StartAsync(3, time: time);
        await using Pool pool = Pool.From(cluster.Client);
        await Eventually.HoldsAsync(() => pool.Silos.Count == 3, "the pool has its three silos");
        JobOptions options = new() { Labels = { ["zone"] = "a", ["gpu"] = "1" } };
        string name = await pool.ApplyAsync(() => PoolContext.Current.Silo, options).Bounded();
        InProcessSiloHandle only = cluster.Silos.Single(silo => silo.SiloAddress.ToParsableString() == name);

        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> job = pool.MapAsync(x => Held(key, x), Enumerable.Range(0, 10), chunkSize: 1, options: options);
        await Eventually.HoldsAsync(() => job.Progress.Completed == Done, "the first items are done");
        await gate.ReachedAsync(2);
        MapResult<int> other = pool.MapAsync(x => x, Enumerable.Range(0, 100));
        long start = time.GetTimestamp();
        await (isStopped ? cluster.StopSiloAsync(only) : cluster.KillSiloAsync(only)).Bounded();
        gate.Open();

        var error = await Assert.ThrowsAsync<NoMatchingSiloException>(() => job.Bounded());
        Assert.True(time.GetElapsedTime(start) >= Patience, $"It failed after {time.GetElapsedTime(start)} already.");
        Assert.Contains("has waited for 30 s", error.Message);
        Assert.Contains("gpu=1", error.Message);
        Advice.IsIn(error);

        // What was done stays; what was not is named; others are not touched.
        Assert.Equal(Enumerable.Range(0, Done), job.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value));
        Assert.Equal(10 - Done, job.Outcomes.Count(outcome => outcome.IsAbandoned));
        Assert.Equal(Enumerable.Range(0, 100), await other.Bounded());
        Assert.Equal(7, await pool.ApplyAsync(x => x, 7).Bounded());
    }

    private static int Held(string key, int x)
    {
        if (x >= Done)
        {
            Gate.Pass(key);
        }

        return x;
    }
}
