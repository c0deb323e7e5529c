using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Where the time of a job's workers went.</summary>
public abstract class InsightsTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(100);

    [Fact(Timeout = Bound.Test)]
    public async Task Insights_OfAMap_CountEveryItemOnce()
    {
        MapResult<int> map = Pool.MapAsync(x => x % 10 == 0 ? Refuse(x) : x, Enumerable.Range(0, 5000), options: new() { ErrorMode = ErrorMode.Collect });
        await map.Bounded();
        JobInsights insights = map.Insights;
        Assert.Equal((5000L, 500L), (insights.Items, insights.Failed));
        Assert.Equal((5000L, 500L), (insights.Workers.Sum(worker => worker.Items), insights.Workers.Sum(worker => worker.Failed)));
        Assert.Equal((5000L, 500L), (insights.Silos.Sum(silo => silo.Items), insights.Silos.Sum(silo => silo.Failed)));
        Assert.All(insights.Workers, worker => Assert.Contains(worker.Silo, Pool.Silos));
        Assert.Subset(insights.Workers.Select(worker => worker.WorkerId).ToHashSet(), map.Outcomes.Select(outcome => outcome.WorkerId!).ToHashSet());
        Assert.True(insights.Working > TimeSpan.Zero);
        Assert.Equal(1, insights.StartingRatio + insights.WaitingRatio + insights.WorkingRatio, 6);
        Assert.Contains(insights.Workers[0].WorkerId, insights.ToString());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Insights_BeforeAnythingHasRun_AreEmptyAndGrowWithTheJob()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync(x => Held(key, x), Enumerable.Range(0, Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        Assert.Empty(map.Insights.Workers);
        Assert.Equal(0, map.Insights.WorkingRatio);
        gate.Open();
        await map.Bounded();
        Assert.Equal(Workers, map.Insights.Workers.Count);
        Assert.All(map.Insights.Workers, worker => Assert.Equal(1, worker.Items));
        Assert.Equal(Fixture.Silos, map.Insights.Silos.Count);
        Assert.Equal(Workers, map.Insights.Silos.Sum(silo => silo.Workers));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(null)]
    public async Task SlowestItems_AreNamedWithTheirTime(int? chunkSize)
    {
        MapResult<int> map = Pool.MapAsync(x => x is 1234 or 4321 ? Slow(x) : x, Enumerable.Range(0, 5000), chunkSize);
        await map.Bounded();
        Assert.Subset(map.Insights.SlowestItems.Select(item => item.Index).ToHashSet(), new HashSet<long> { 1234, 4321 });
        Assert.All(map.Insights.SlowestItems.Take(2), item => Assert.InRange(item.RunTime, Long, Bound.Limit));
        SlowItem slow = map.Insights.SlowestItems.First(item => item.Index == 1234);
        Assert.Equal(map.Outcomes[1234].WorkerId, slow.WorkerId);
        Assert.Equal(("1234", false), (slow.InputPreview, slow.HasFailed));
        Assert.Equal(map.Insights.SlowestItems.OrderByDescending(item => item.RunTime), map.Insights.SlowestItems);
        Assert.InRange(map.Insights.SlowestItems.Count, 2, 5);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SlowestItems_ThatFailed_ShowTheirInput()
    {
        AsyncResult<int> result = Pool.ApplyAsync(x => Refuse(Slow(x)), 77);
        await Assert.ThrowsAsync<OrderException>(() => result.Bounded());
        SlowItem slow = Assert.Single(result.Insights.SlowestItems);
        Assert.Equal((0L, "77", true), (slow.Index, slow.InputPreview, slow.HasFailed));
        Assert.Equal(1, result.Insights.Failed);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SlowestItems_ShowInputsOfAnyType()
    {
        MapResult<int> tuples = Pool.StarMapAsync((int x, string text) => Slow(x) + text.Length, [(1, "one"), (2, "two")], chunkSize: 2);
        MapResult<int> large = Pool.MapAsync(bytes => Slow(bytes.Length), [new byte[100_000]]);
        AsyncResult<int> none = Pool.ApplyAsync(() => Slow(1));
        await Task.WhenAll(tuples.Bounded(), large.Bounded(), none.Bounded());
        Assert.Equal(["(1, \"one\")", "(2, \"two\")"], tuples.Insights.SlowestItems.Select(item => item.InputPreview).Order());
        Assert.Matches("of 100[0-9]{3} bytes$", Assert.Single(large.Insights.SlowestItems).InputPreview);
        Assert.Null(Assert.Single(none.Insights.SlowestItems).InputPreview);
        Assert.Contains("item 1 ((2, \"two\")) took", $"{tuples.Insights}");
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SlowestItems_OfARetry_ShowTheirInput()
    {
        using var tally = new Tally();
        string key = tally.Key;
        AsyncResult<int> result = Pool.ApplyAsync(x => FailOnce(key, x), 77, new JobOptions { Retry = new RetryOptions { Delay = TimeSpan.Zero } });
        Assert.Equal(77, await result.Bounded());
        SlowItem slow = Assert.Single(result.Insights.SlowestItems);
        Assert.Equal((0L, "77", false), (slow.Index, slow.InputPreview, slow.HasFailed));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Starting_IsTheTimeOfTheInitializer()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Slow(0)).Bounded();
        MapResult<int> map = pool.MapAsync(x => x, Enumerable.Range(0, 100), chunkSize: 10);
        await map.Bounded();
        Assert.All(map.Insights.Workers, worker => Assert.True(worker.Starting >= Long));
        Assert.InRange(map.Insights.StartingRatio, double.Epsilon, 1);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Waiting_IsTheTimeThatAWorkerHadNoItem()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var handle = new TaskCompletionSource<AsyncResult>();
        AsyncResult result = Pool.ForEachAsync(x => { Held(key, x); }, TwoRounds(handle.Task), chunkSize: 1);
        handle.SetResult(result);

        // Each worker has one, so that each silo knows the job.
        await gate.ReachedAsync(Workers);
        gate.Open();
        await result.Bounded();
        Assert.Equal(Workers + 1, result.Insights.Items);
        Assert.InRange(result.Insights.Waiting, Long, Bound.Limit * Workers);
        Assert.True(result.Insights.WaitingRatio > 0);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Insights_OfAnImap_AreThereToo()
    {
        ImapResult<int> results = Pool.Imap(x => x, Enumerable.Range(0, 1000));
        Assert.Equal(1000, (await results.ReadAllAsync()).Length);
        Assert.Equal(1000, results.Insights.Items);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Working_IsTheTimeOfTheItems()
    {
        MapResult<int> map = Pool.MapAsync(Slow, Enumerable.Range(0, Workers), chunkSize: 1);
        await map.Bounded();
        Assert.All(map.Insights.Workers, worker => Assert.True(worker.Working >= Long * worker.Items));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Working_WithoutTheTimeThatAFunctionWaitsForItemsOfItsOwn(bool isBlocking)
    {
        TimeSpan nested = Long * 10;
        AsyncResult<int> result = isBlocking
            ? Pool.ApplyAsync(() => PoolContext.Current.Pool.Apply(Sleep, nested))
            : Pool.ApplyAsync(async () => await PoolContext.Current.Pool.ApplyAsync(Sleep, nested));
        await result.Bounded();
        Assert.InRange(result.Insights.Waiting, nested * 0.9, Bound.Limit);
        Assert.True(result.Insights.Working < nested / 2, $"{result.Insights}");
        Assert.True(Assert.Single(result.Insights.SlowestItems).RunTime >= nested);
    }

    private static int Sleep(TimeSpan time)
    {
        Thread.Sleep(time);
        return 1;
    }

    private static int Refuse(int order) => throw new OrderException(order, []);

    private static int FailOnce(string key, int x)
    {
        Tally.Note(key, x);
        Slow(x);
        return PoolContext.Current.Attempt == 1 ? Refuse(x) : Slow(x);
    }

    private static int Slow(int x)
    {
        // Not a wait for something: the time itself is what is measured.
        Thread.Sleep(Long);
        return x;
    }

    private static int Held(string key, int x)
    {
        Gate.Pass(key);
        return x;
    }

    /// <summary>One item for each worker, and one more a while after those have ended.</summary>
    private async IAsyncEnumerable<int> TwoRounds(Task<AsyncResult> handle)
    {
        for (int x = 0; x < Workers; x++)
        {
            yield return x;
        }

        AsyncResult result = await handle;
        await Eventually.HoldsAsync(() => result.Progress.Completed == Workers, "the first round has ended");
        yield return Slow(Workers);
    }
}
