using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Initializers that fail, hang, or outlive the job that began them.</summary>
public abstract class InitializerTests(PoolFixture fixture) : PoolTests(fixture)
{
    private const int Tries = 3;

    [Fact(Timeout = Bound.Test)]
    public async Task Failing_WithThousandsOfItemsOnAllWorkers_RunsAtMostThreeTimesInEach()
    {
        using var runs = new Tally();
        string key = runs.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Fail(key));
        await Assert.ThrowsAsync<InvalidDataException>(() => pool.MapAsync(x => x, Enumerable.Range(0, 5000), chunkSize: 1).Bounded());
        for (int job = 0; job < 20; job++)
        {
            await Assert.ThrowsAsync<InvalidDataException>(() => pool.MapAsync(x => x, Enumerable.Range(0, 100), chunkSize: 1).Bounded());
        }

        Assert.InRange(runs.Notes.Count, Tries, Tries * Workers);
        Assert.All(runs.Notes.CountBy(worker => worker), worker => Assert.InRange(worker.Value, 1, Tries));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failing_OnceOnly_IsTriedAgain()
    {
        using var runs = new Tally();
        string key = runs.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => FailTwice(key));
        Assert.Equal(3, await pool.ApplyAsync(() => PoolContext.Current.GetState<int>()).Bounded());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Hanging_FailsThePoolsJobsWhenItsTimeIsUp(bool heedsToken)
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options =>
        {
            options.Initializer = () => Gate.Pass(key, heedsToken ? PoolContext.Current.CancellationToken : default);
            options.InitializerTimeout = TimeSpan.FromMilliseconds(500);
        });
        var error = await Assert.ThrowsAsync<PoolTimeoutException>(() => pool.MapAsync(x => x, Enumerable.Range(0, 1000), chunkSize: 1).Bounded());
        Assert.Contains("InitializerTimeout", error.Message);
        int arrived = gate.Arrived;
        Assert.InRange(arrived, 1, Workers);
        await Assert.ThrowsAsync<PoolTimeoutException>(() => pool.ApplyAsync(() => 1, options: new JobOptions { ItemTimeout = TimeSpan.FromMinutes(1) }).Bounded());
        Assert.InRange(gate.Arrived, arrived, Workers);
        if (!heedsToken)
        {
            gate.Open();
        }

        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Running_WhenItsJobIsCancelled_GoesOnForTheNext()
    {
        using var gate = new Gate();
        string key = gate.Key;
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Slow(key));
        AsyncResult<int> first = pool.ApplyAsync(() => 1);
        await gate.ReachedAsync(1);
        first.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.Bounded());

        // Well after the time at which a function of an ended job is written off.
        AsyncResult<int> clock = Pool.ApplyAsync((x, token) => token.WaitHandle.WaitOne() ? x : 0, 1, options: new JobOptions
        {
            ItemTimeout = TimeSpan.FromSeconds(2.5),
            ItemTimeoutGrace = TimeSpan.FromMinutes(1),
        });
        await clock.Bounded();
        gate.Open();
        string worker = await pool.ApplyAsync(() => PoolContext.Current.WorkerId).Bounded();
        Assert.DoesNotContain('.', worker[worker.LastIndexOf('/')..]);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Context_OfAnInitializer_HasAWorkerAndNoItem()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => $"{PoolContext.Current.WorkerId} {Item()}");
        (string started, string worker) = await pool.ApplyAsync(() => (PoolContext.Current.GetState<string>(), PoolContext.Current.WorkerId)).Bounded();
        Assert.Equal($"{worker} none", started);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ValueTask_OfAnInitializer_GivesItsResultAsState()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => new ValueTask<int>(42));
        Assert.Equal(42, await pool.ApplyAsync(() => PoolContext.Current.GetState<int>()).Bounded());
    }

    private static string Item()
    {
        try
        {
            return $"{PoolContext.Current.JobId}{PoolContext.Current.ItemIndex}";
        }
        catch (InvalidOperationException)
        {
            return "none";
        }
    }

    private static int Fail(string key)
    {
        Tally.Note(key, PoolContext.Current.WorkerId);
        throw new InvalidDataException("no model");
    }

    private static int FailTwice(string key)
    {
        Tally.Note(key, PoolContext.Current.WorkerId);
        int runs = Tally.Count(key);
        return runs < Tries ? throw new InvalidDataException("not yet") : runs;
    }

    private static int Slow(string key)
    {
        Gate.Pass(key);
        return 1;
    }
}
