using Microsoft.Extensions.Options;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>The life of workers: initializer, state, renewal.</summary>
public abstract class WorkerTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_RunsOnceInEachWorker()
    {
        using var runs = new Gate();
        runs.Open();
        string key = runs.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Gate.Pass(key));
        string[] workers = await pool.MapAsync(_ => PoolContext.Current.WorkerId, Enumerable.Range(0, 500), chunkSize: 1).Bounded();
        Assert.Equal(workers.Distinct().Count(), runs.Arrived);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_Asynchronous_ReturnsTheState()
    {
        int start = 40;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = async () =>
        {
            await Task.Yield();
            return new List<int> { start };
        });
        Assert.Equal(42, await pool.ApplyAsync(() => PoolContext.Current.GetState<List<int>>()[0] + 2).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_ThatThrows_FailsEachJobAfterThreeTries()
    {
        using var runs = new Gate();
        runs.Open();
        string key = runs.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Fail(key));
        await Assert.ThrowsAsync<InvalidDataException>(() => pool.ApplyAsync(() => 1).Bounded());
        Assert.Equal(3, runs.Arrived);
        await Assert.ThrowsAsync<InvalidDataException>(() => pool.MapAsync(x => x, Enumerable.Range(0, 100)).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Thread_InterruptedOrSlowedByAFunction_IsAsNewForTheNext()
    {
        await Pool.MapAsync(
            x =>
            {
                Thread.CurrentThread.Priority = ThreadPriority.Lowest;
                Thread.CurrentThread.Interrupt();
                return x;
            },
            Enumerable.Range(0, 20),
            chunkSize: 1).Bounded();
        await Eventually.HoldsAsync(() => Pool.Map(_ => Thread.CurrentThread.Priority, Enumerable.Range(0, 20)).All(priority => priority == ThreadPriority.Normal), "threads are as they were");
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task GetState_OfAnotherType_SaysWhatThereIs()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => "text");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => pool.ApplyAsync(() => PoolContext.Current.GetState<int>()).Bounded());
        Assert.Contains("System.String", error.Message);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(null)]
    [InlineData(7)]
    public async Task MaxTasksPerWorker_CountsItems(int? chunkSize)
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.MaxTasksPerWorker = 10);
        string[] workers = await pool.MapAsync(_ => PoolContext.Current.WorkerId, Enumerable.Range(0, 100), chunkSize).Bounded();
        Assert.True(workers.CountBy(worker => worker).All(worker => worker.Value <= 10));
        Assert.True(workers.Distinct().Count() >= 10);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MaxTasksPerWorker_OfOne_GivesEachItemItsOwnWorker()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.MaxTasksPerWorker = 1);
        MapResult<string> result = pool.MapAsync(_ => PoolContext.Current.WorkerId, Enumerable.Range(0, 20), chunkSize: 5);
        pool.Close();
        Assert.Equal(20, (await result.Bounded()).Distinct().Count());
        await pool.JoinAsync().Bounded();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task MaxTasksPerWorker_BelowOne_IsRefused(int tasks) =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => Fixture.NewPoolAsync(options => options.MaxTasksPerWorker = tasks));

    [Fact(Timeout = Bound.Test)]
    public async Task Initializer_WithParameters_IsRefused() =>
        await Assert.ThrowsAsync<OptionsValidationException>(() => Fixture.NewPoolAsync(options => options.Initializer = (int x) => x));

    private static void Fail(string key)
    {
        Gate.Pass(key);
        throw new InvalidDataException("no model");
    }
}
