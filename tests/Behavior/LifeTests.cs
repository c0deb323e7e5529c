using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Close, join and dispose.</summary>
public abstract class LifeTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Close_ThenAVerb_ThrowsPoolClosed()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        pool.Close();
        pool.Close();
        Assert.Throws<PoolClosedException>(() => pool.Apply(() => 1));
        Assert.Throws<PoolClosedException>(() => { pool.ApplyAsync(() => 1); });
        Assert.Throws<PoolClosedException>(() => pool.Map(x => x, [1]));
        Assert.Throws<PoolClosedException>(() => { pool.MapAsync(x => x, [1]); });
        Assert.Throws<PoolClosedException>(() => pool.StarMap((a, b) => a + b, [(1, 2)]));
        Assert.Throws<PoolClosedException>(() => pool.Imap(x => x, [1]));
        Assert.Throws<PoolClosedException>(() => pool.ImapUnordered(x => x, [1]));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Join_OfAnOpenPool_ThrowsInvalidOperation()
    {
        Assert.Throws<InvalidOperationException>(Pool.Join);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.JoinAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task JoinAsync_WithWorkUnderWay_WaitsForItOrTimesOut()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = pool.MapAsync(x => Held(key, x), Enumerable.Range(0, 100), chunkSize: 1);
        await gate.ReachedAsync(1);
        pool.Close();
        await Assert.ThrowsAsync<PoolTimeoutException>(() => pool.JoinAsync(TimeSpan.FromMilliseconds(100)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.JoinAsync(null, new CancellationToken(true)));
        Task join = pool.JoinAsync();
        Assert.False(join.IsCompleted);
        gate.Open();
        await join.Bounded();
        Assert.Equal(Enumerable.Range(0, 100), await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Close_WithPendingJobs_LetsAllSucceed()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        AsyncResult<int>[] results = [.. Enumerable.Range(0, 200).Select(x => pool.ApplyAsync(y => y * 2, x))];
        pool.Close();
        await Bound.Blocking(pool.Join);
        Assert.All(results, result => Assert.True(result.IsReady && result.IsSuccessful));
        Assert.Equal(Enumerable.Range(0, 200).Select(x => x * 2), results.Select(result => result.Get()));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task DisposeAsync_WithWorkUnderWay_WaitsForIt()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = pool.MapAsync(x => Held(key, x), [1, 2, 3]);
        await gate.ReachedAsync(1);
        Task disposal = pool.DisposeAsync().AsTask();
        Assert.Throws<PoolClosedException>(() => { pool.MapAsync(x => x, [1]); });
        Assert.False(disposal.IsCompleted);
        gate.Open();
        await disposal.Bounded();
        Assert.True(result.IsReady);
        Expect.Items([1, 2, 3], await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Dispose_OfAnIdlePoolTwice_IsFine()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        await Bound.Blocking(pool.Dispose);
        await Bound.Blocking(pool.Dispose);
        await pool.DisposeAsync().AsTask().Bounded();
        Assert.Throws<PoolClosedException>(() => pool.Apply(() => 1));
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisposeAsync_WithAnImapThatNobodyReads_CancelsItAndEnds(bool isOrdered)
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        var input = new CountedInput();
        ImapResult<int> results = isOrdered ? pool.Imap(x => x, input) : pool.ImapUnordered(x => x, input);
        Assert.InRange(await results.NextAsync().Bounded(), 0, int.MaxValue);
        await pool.DisposeAsync().AsTask().Bounded();
        await input.LeftAsync;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => results.ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task DisposeAsync_AfterAnImapWasReadInPart_KeepsWhatIsDone()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        ImapResult<int> results = pool.Imap(x => x, Enumerable.Range(0, 50));
        Assert.Equal(0, await results.NextAsync().Bounded());
        await pool.DisposeAsync().AsTask().Bounded();
        Assert.Equal(Enumerable.Range(1, 49), await results.ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task DisposeAsync_WithFailedJobs_DoesNotThrow()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        AsyncResult<int> failed = pool.ApplyAsync(x => 1 / x, 0);
        await pool.DisposeAsync().AsTask().Bounded();
        await Assert.ThrowsAsync<DivideByZeroException>(() => failed.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task TwoPools_AtTheSameTime_DoNotDisturbEachOther()
    {
        Pool first = await Fixture.NewPoolAsync().Bounded();
        await using Pool second = await Fixture.NewPoolAsync().Bounded();
        MapResult<int> left = first.MapAsync(x => x + 1, Enumerable.Range(0, 1000), chunkSize: 3);
        MapResult<int> right = second.MapAsync(x => x + 2, Enumerable.Range(0, 1000), chunkSize: 3);
        Assert.Equal(Enumerable.Range(1, 1000), await left.Bounded());
        await first.DisposeAsync().AsTask().Bounded();
        Assert.Equal(Enumerable.Range(2, 1000), await right.Bounded());
        Assert.Equal(5, await second.ApplyAsync(x => x, 5).Bounded());
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ManyJobs_FromManyThreads_AllGiveTheirOwnResults()
    {
        Task[] callers = [.. Enumerable.Range(0, 8).Select(caller => Bound.Blocking(() =>
        {
            for (int job = 0; job < 20; job++)
            {
                int offset = (caller * 1000) + job;
                Assert.Equal(Enumerable.Range(offset, 30), Pool.Map(x => x + offset, Enumerable.Range(0, 30), chunkSize: 4));
                Assert.Equal(offset, Pool.Apply(x => x, offset));
            }
        }))];
        await Task.WhenAll(callers);
    }

    private static int Held(string key, int x)
    {
        Gate.Pass(key);
        return x;
    }
}
