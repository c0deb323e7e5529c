using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Work gets to every worker, and no more runs at once than there are workers.</summary>
public abstract class SpreadTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Theory(Timeout = Bound.Test)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(20)]
    public async Task MapAsync_OfAThousandItems_UsesEveryWorkerOfEverySilo(int? chunkSize)
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<(string Worker, string Silo)> result = Pool.MapAsync(_ => Where(key), Enumerable.Range(0, 1000), chunkSize);
        await gate.ReachedAsync(Workers);
        gate.Open();
        (string Worker, string Silo)[] seen = await result.Bounded();
        Assert.Equal(Workers, seen.Select(where => where.Worker).Distinct().Count());
        Assert.Equal(Pool.Silos.Order(), seen.Select(where => where.Silo).Distinct().Order());
        Assert.Equal(Fixture.Silos, Pool.Silos.Count);
        Assert.Equal(Workers, gate.MostInside);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EqualBlockingItems_AsManyAsWorkers_LandOnDifferentWorkersAtOnce()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<(string Worker, string Silo)> map = Pool.MapAsync(_ => Where(key), Enumerable.Range(0, Workers));
        await gate.ReachedAsync(Workers);
        gate.Open();
        Assert.Equal(Workers, (await map.Bounded()).Select(where => where.Worker).Distinct().Count());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EqualBlockingJobs_AsManyAsWorkers_LandOnDifferentWorkersAtOnce()
    {
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<(string Worker, string Silo)>[] jobs = [.. Enumerable.Range(0, Workers).Select(_ => Pool.ApplyAsync(() => Where(key)))];
        await gate.ReachedAsync(Workers);
        gate.Open();
        (string Worker, string Silo)[] seen = await Task.WhenAll(jobs.Select(job => job.Bounded()));
        Assert.Equal(Workers, seen.Select(where => where.Worker).Distinct().Count());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Items_OfSeveralJobs_RunNoMoreAtOnceThanThereAreWorkers()
    {
        using var gauge = new Gate();
        gauge.Open();
        string key = gauge.Key;
        MapResult<int>[] jobs =
        [
            .. Enumerable.Range(0, 5).Select(job => Pool.MapAsync(
                x =>
                {
                    Gate.Pass(key);
                    return x;
                },
                Enumerable.Range(0, 500),
                chunkSize: job + 1)),
        ];
        await Task.WhenAll(jobs.Select(job => job.Bounded()));
        Assert.InRange(gauge.MostInside, 1, Workers);
        Assert.Equal(2500, gauge.Arrived);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Chunk_WithASlowItem_GivesTheItemsBehindItToIdleWorkers()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(x => HoldFirst(key, x), Enumerable.Range(0, 100));
        await gate.ReachedAsync(1);
        await Eventually.HoldsAsync(() => result.Progress.Completed == 99, "the items behind the slow one are done");
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 100), await result.Bounded());
    }

    private static (string Worker, string Silo) Where(string key)
    {
        Gate.Pass(key);
        return (PoolContext.Current.WorkerId, PoolContext.Current.Silo);
    }

    private static int HoldFirst(string key, int x)
    {
        if (x == 0)
        {
            Gate.Pass(key);
        }

        return x;
    }
}
