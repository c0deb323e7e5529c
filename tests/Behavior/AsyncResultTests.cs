using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>The handle of a job.</summary>
public abstract class AsyncResultTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Fact(Timeout = Bound.Test)]
    public async Task Get_ThatTimesOut_LeavesTheWorkGoingOn()
    {
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> result = Pool.ApplyAsync(x => Held(key, x), 5);
        await gate.ReachedAsync(1);
        await Assert.ThrowsAsync<PoolTimeoutException>(() => Bound.Blocking(() => result.Get(Short)));
        await Assert.ThrowsAsync<PoolTimeoutException>(() => result.GetAsync(Short));
        await Assert.ThrowsAsync<PoolTimeoutException>(() => result.GetAsync(TimeSpan.Zero));
        Assert.False(await Bound.Blocking(() => result.Wait(Short)));
        Assert.False(await result.WaitAsync(Short));
        Assert.False(result.IsReady);
        gate.Open();
        Assert.True(await result.WaitAsync(Bound.Limit));
        Assert.True(result.IsReady && result.IsSuccessful);
        Assert.Equal(5, result.Get(Short));
        Assert.Equal(1, gate.Arrived);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Waits_WithTheLongestTimeout_WaitAsLongAsItTakes()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> result = pool.ApplyAsync(x => Held(key, x), 5);
        Task<int> get = result.GetAsync(TimeSpan.MaxValue);
        Task<bool> wait = result.WaitAsync(TimeSpan.FromDays(50));
        ImapResult<int> results = pool.Imap(x => Held(key, x), [6]);
        Task<int> next = results.NextAsync(TimeSpan.MaxValue);
        pool.Close();
        Task join = pool.JoinAsync(TimeSpan.MaxValue);
        gate.Open();
        Assert.Equal((5, true, 6), (await get.Bounded(), await wait.Bounded(), await next.Bounded()));
        Assert.False((await results.TryNextAsync(TimeSpan.MaxValue).Bounded()).HasValue);
        await join.Bounded();
        await pool.DisposeAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Waits_WithANegativeTimeout_AreRefused()
    {
        AsyncResult<int> result = Pool.ApplyAsync(x => x, 5);
        Assert.Equal(5, await result.GetAsync(Timeout.InfiniteTimeSpan).Bounded());
        foreach (TimeSpan negative in (TimeSpan[])[TimeSpan.FromTicks(-1), TimeSpan.FromMilliseconds(-2), TimeSpan.MinValue])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => result.GetAsync(negative));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => result.WaitAsync(negative));
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ApplyAsync_WithATokenCancelledBefore_RunsNothing()
    {
        using var tally = new Tally();
        string key = tally.Key;
        var cancelled = new CancellationToken(canceled: true);
        for (int repetition = 0; repetition < 20; repetition++)
        {
            AsyncResult result = Pool.ApplyAsync(x => Tally.Note(key, x), 1, cancellationToken: cancelled);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.Bounded());
        }

        await AssertUsableAsync();
        Assert.Empty(tally.Notes);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Get_OfATimeoutThrownByTheFunction_IsNotTheWaitsTimeout()
    {
        AsyncResult<int> result = Pool.ApplyAsync(int (int x) => throw new TimeoutException($"{x}"), 1);
        Assert.Equal("1", (await Assert.ThrowsAsync<TimeoutException>(() => result.GetAsync(Bound.Limit))).Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task IsSuccessful_BeforeReady_ThrowsInvalidOperation()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(x => Held(key, x), [1, 2]);
        Assert.Throws<InvalidOperationException>(() => result.IsSuccessful);
        Assert.Throws<InvalidOperationException>(() => result.Outcomes);
        gate.Open();
        await result.Bounded();
        Assert.True(result.IsSuccessful);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Handle_OfAFailedJob_IsReadyAndNotSuccessfulAndThrowsEachTime()
    {
        AsyncResult<int> result = Pool.ApplyAsync(x => 1 / x, 0);
        Assert.True(await result.WaitAsync(Bound.Limit));
        Assert.True(result.IsReady);
        Assert.False(result.IsSuccessful);
        await Assert.ThrowsAsync<DivideByZeroException>(() => result.Bounded());
        await Assert.ThrowsAsync<DivideByZeroException>(() => result.Bounded());
        Assert.Throws<DivideByZeroException>(() => result.Get());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Handle_AwaitedTwice_GivesTheSameResult()
    {
        MapResult<int> result = Pool.MapAsync(x => x, [1, 2]);
        Assert.Same(await result.Bounded(), await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Progress_OfAJob_CountsCompletedItems()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(x => x >= 10 ? Held(key, x) : x, Enumerable.Range(0, 20).ToArray(), chunkSize: 1);
        Assert.Equal(20, result.Progress.Total);
        await Eventually.HoldsAsync(() => result.Progress.Completed == 10, "ten items are done");
        await gate.ReachedAsync(1);
        Assert.Equal(10, result.Progress.Completed);
        gate.Open();
        await result.Bounded();
        Assert.Equal((20, 0), (result.Progress.Completed, result.Progress.Failed));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Progress_HalfWay_HasARateAndTheTimeLeft()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(x => x >= 10 ? Held(key, x) : x, Enumerable.Range(0, 20).ToArray(), chunkSize: 1);
        await Eventually.HoldsAsync(() => result.Progress.Completed == 10, "ten items are done");
        JobProgress half = result.Progress;
        Assert.True(half.Rate > 0);
        Assert.True(half.Remaining > TimeSpan.Zero);
        gate.Open();
        await result.Bounded();
        Assert.Equal(TimeSpan.Zero, result.Progress.Remaining);

        ImapResult<int> endless = Pool.Imap(x => x, new CountedInput());
        Assert.Equal(0, await endless.NextAsync(Bound.Limit));
        Assert.Equal((null, null), (endless.Progress.Total, endless.Progress.Remaining));
        endless.Cancel();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task PoolContext_InAFunction_TellsJobItemAttemptWorkerAndSilo()
    {
        MapResult<(string Job, long Item, int Attempt, string Silo)> result = Pool.MapAsync(
            _ => (PoolContext.Current.JobId, PoolContext.Current.ItemIndex, PoolContext.Current.Attempt, PoolContext.Current.Silo),
            Enumerable.Range(0, 50),
            chunkSize: 7);
        (string Job, long Item, int Attempt, string Silo)[] seen = await result.Bounded();
        Assert.All(seen, context => Assert.Equal((result.JobId, 1), (context.Job, context.Attempt)));
        Assert.Equal(Enumerable.Range(0, 50).Select(x => (long)x), seen.Select(context => context.Item));
        Assert.All(seen, context => Assert.Contains(context.Silo, Pool.Silos));
        Assert.Throws<InvalidOperationException>(() => PoolContext.Current);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task PoolContext_AfterAnAwait_IsStillThere()
    {
        AsyncResult<string> result = Pool.ApplyAsync(async () =>
        {
            await Task.Yield();
            return PoolContext.Current.JobId;
        });
        Assert.Equal(result.JobId, await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_OfAJobUnderWay_ThrowsOperationCanceledAndKeepsOutcomes()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync((x, token) => x >= 10 ? Held(key, x, token) : x, Enumerable.Range(0, 100), chunkSize: 1);
        await Eventually.HoldsAsync(() => result.Progress.Completed == 10, "ten items are done");
        result.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => result.Bounded());
        Assert.False(result.IsSuccessful);
        Assert.Equal(Enumerable.Range(0, 10), result.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value));
        Assert.All(result.Outcomes.Skip(10), outcome => Assert.True(outcome.IsAbandoned));
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_AfterTheEnd_DoesNothing()
    {
        AsyncResult<int> result = Pool.ApplyAsync(x => x, 1);
        await result.Bounded();
        result.Cancel();
        Assert.Equal(1, await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Token_CancelledBeforeTheCall_CompletesTheHandleWithoutRunning()
    {
        using var tally = new Tally();
        string key = tally.Key;
        var cancelled = new CancellationToken(canceled: true);
        AsyncResult result = Pool.ForEachAsync(x => Tally.Note(key, x), Enumerable.Range(0, 100), cancellationToken: cancelled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.Bounded());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bound.Blocking(() => Pool.Map(x => x, [1], cancellationToken: cancelled)));
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Token_CancelledDuringTheJob_ThrowsOperationCanceledWithIt()
    {
        using var cancellation = new CancellationTokenSource();
        using var gate = new Gate();
        string key = gate.Key;
        Task<int[]> map = Bound.Blocking(() => Pool.Map((x, token) => Held(key, x, token), [1, 2], cancellationToken: cancellation.Token));
        await gate.ReachedAsync(1);
        await cancellation.CancelAsync();
        Assert.Equal(cancellation.Token, (await Assert.ThrowsAsync<OperationCanceledException>(() => map)).CancellationToken);
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Timeout_OfAJob_ThrowsPoolTimeoutAndKeepsOutcomes()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var options = new JobOptions { Timeout = TimeSpan.FromSeconds(1) };
        MapResult<int> result = Pool.MapAsync((x, token) => x == 1 ? Held(key, x, token) : x, [0, 1], chunkSize: 1, options);
        await Assert.ThrowsAsync<PoolTimeoutException>(() => result.Bounded());
        Assert.Equal((true, true), (result.Outcomes[0].IsSuccess, result.Outcomes[1].IsAbandoned));
        await gate.EmptyAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_OfAnEndlessFunctionThatIgnoresItsToken_GivesItsSlotBack()
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> endless = Pool.MapAsync(x => Held(key, x), Enumerable.Range(0, Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        endless.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => endless.Bounded());
        await AssertUsableAsync();
        Assert.Equal(Workers, gate.Arrived);
    }

    private static int Held(string key, int x, CancellationToken token = default)
    {
        Gate.Pass(key, token);
        return x;
    }
}
