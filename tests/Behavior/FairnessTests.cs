using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Many jobs at once: no job waits behind another's backlog, and each gets its share.</summary>
public abstract class FairnessTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task ShortJob_BesideLongItemsOnEveryWorker_IsNotStuckBehindThem()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> longJob = Pool.MapAsync(x => Hold(key, x), Enumerable.Range(0, 10 * Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        Assert.Equal(Enumerable.Range(1, 100), await Pool.MapAsync(x => x + 1, Enumerable.Range(0, 100)).Bounded());
        Assert.Equal(7, await Pool.ApplyAsync(x => x, 7).Bounded());
        Assert.False(longJob.IsReady);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 10 * Workers), await longJob.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task LongItems_BesideALongJobOfShortOnes_GetTheirShare()
    {
        using var stop = new CancellationTokenSource();
        Task reading = ReadAsync(Pool.ImapUnordered(x => Spin(x), new CountedInput(), cancellationToken: stop.Token));
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> longJob = Pool.MapAsync(x => Hold(key, x), Enumerable.Range(0, 10 * Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers / 2);
        gate.Open();
        await longJob.Bounded();
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => reading.WaitAsync(Bound.Limit));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task HigherPriority_BesideItemsOnEveryWorker_GetsAsManyWorkers()
    {
        using var low = new Gate();
        using var high = new Gate();
        string lowKey = low.Key;
        string highKey = high.Key;
        MapResult<int> lowJob = Pool.MapAsync(x => Hold(lowKey, x), Enumerable.Range(0, 4 * Workers), chunkSize: 1);
        await low.ReachedAsync(Workers);
        MapResult<int> highJob = Pool.MapAsync(x => Hold(highKey, x), Enumerable.Range(0, Workers), options: new JobOptions { Priority = 1 });
        await high.ReachedAsync(Workers);

        // What is beyond the usual number is made up for: of the less important items none starts until the others have ended.
        low.Open();
        await low.EmptyAsync();
        Assert.Equal(Workers, low.Arrived);
        high.Open();
        await Task.WhenAll(lowJob.Bounded(), highJob.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Weight_OfThree_GetsThreeTimesTheWorkersOfOne()
    {
        using var heavy = new Gate();
        using var light = new Gate();
        string heavyKey = heavy.Key;
        string lightKey = light.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.MaxWorkers = 4);
        MapResult<int> heavyJob = pool.MapAsync(x => PauseBeside(heavyKey, lightKey, x), Enumerable.Range(0, 1_000), chunkSize: 1, options: new JobOptions { Weight = 3 });
        MapResult<int> lightJob = pool.MapAsync(x => Pause(lightKey, x), Enumerable.Range(0, 1_000), chunkSize: 1);
        heavy.Open();
        light.Open();

        // As the last of its items saw it: on a busy machine the test may go on when the light job is done as well.
        int[] arrived = await heavyJob.Bounded();
        Assert.InRange(arrived.Max(), 100, 700);
        await lightJob.Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MaxWorkers_OfAJob_BoundsItAlone()
    {
        using var gauge = new Gate();
        gauge.Open();
        string key = gauge.Key;
        MapResult<int> bounded = Pool.MapAsync(x => Pause(key, x), Enumerable.Range(0, 100), options: new JobOptions { MaxWorkers = 2 });
        MapResult<int> free = Pool.MapAsync(x => x, Enumerable.Range(0, 1000));
        await Task.WhenAll(bounded.Bounded(), free.Bounded());
        Assert.InRange(gauge.MostInside, 1, 2);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task TwoPools_OneFillsEveryWorker_TheOtherGetsItsShare()
    {
        Pool other = await Fixture.SecondClientAsync(Pool);
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> longJob = Pool.MapAsync(x => Hold(key, x), Enumerable.Range(0, 10 * Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        Assert.Equal(Enumerable.Range(0, 50), await other.MapAsync(x => x, Enumerable.Range(0, 50), chunkSize: 1).Bounded());
        gate.Open();
        await longJob.Bounded();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(null)]
    public async Task Weight_OfAPool_GetsThreeTimesTheWorkersOfOneOfAnotherClient(int? chunkSize)
    {
        using var heavy = new Gate();
        using var light = new Gate();
        string heavyKey = heavy.Key;
        string lightKey = light.Key;
        await using Pool heavyPool = await Fixture.NewPoolAsync(options => options.Weight = 3);
        Pool lightPool = await Fixture.SecondClientAsync(heavyPool);
        await heavyPool.ApplyAsync(() => 0).Bounded();
        await lightPool.ApplyAsync(() => 0).Bounded();
        MapResult<int> lightJob = lightPool.MapAsync(x => Pause(lightKey, x), Enumerable.Range(0, 3000), chunkSize);
        MapResult<int> heavyJob = heavyPool.MapAsync(x => Pause(heavyKey, x), Enumerable.Range(0, 3000), chunkSize);
        heavy.Open();
        light.Open();
        await heavyJob.Bounded();
        Assert.InRange(light.Arrived, 400, 2000);
        await lightJob.Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Name_IsForPeople_TheSameTwiceIsFine()
    {
        JobOptions options = new() { Name = "nightly" };
        await Task.WhenAll(Pool.ApplyAsync(() => 1, options: options).Bounded(), Pool.ApplyAsync(() => 2, options: options).Bounded());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1001)]
    public void Weight_OutOfRange_IsRefusedAtTheCall(double weight)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Pool.MapAsync(x => x, new[] { 1 }, options: new JobOptions { Weight = weight, MaxWorkers = 0 }));
        Assert.Equal(2, error.Failures.Count());
    }

    private static int Hold(string key, int x)
    {
        Gate.Pass(key);
        return x;
    }

    private static int Pause(string key, int x)
    {
        Gate.Pass(key);
        Thread.Sleep(1);
        return x;
    }

    private static int PauseBeside(string key, string otherKey, int x)
    {
        Pause(key, x);
        return Gate.ArrivedAt(otherKey);
    }

    private static int Spin(int x)
    {
        Thread.SpinWait(1000);
        return x;
    }

    private static async Task ReadAsync(ImapResult<int> results)
    {
        await foreach (int result in results)
        {
            _ = result;
        }
    }
}
