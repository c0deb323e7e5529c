using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Terminate: now, for every handle, whatever the functions do.</summary>
public abstract class TerminateTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(5);

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Terminate_OfTenThousandEndlessItems_CompletesEveryHandlePromptly(bool honoursToken)
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = pool.MapAsync((x, token) => Held(key, x, honoursToken ? token : default), Enumerable.Range(0, 10_000), chunkSize: 1);
        ImapResult<int> imap = pool.Imap((x, token) => Held(key, x, honoursToken ? token : default), Enumerable.Range(0, 10_000));
        Task<int> next = imap.NextAsync();
        await gate.ReachedAsync(Workers);
        AsyncResult<int> apply = pool.ApplyAsync(x => x, 1);

        var clock = FairClock.StartNew();
        await Bound.Blocking(pool.Terminate);
        await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
        await Assert.ThrowsAsync<PoolTerminatedException>(() => apply.Bounded());
        await Assert.ThrowsAsync<PoolTerminatedException>(() => next.Bounded());
        await pool.JoinAsync().Bounded();
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Promptly);

        Assert.True(map.IsReady);
        Assert.False(map.IsSuccessful);
        Assert.InRange(map.Outcomes.Count, Workers, 10_000);
        Assert.All(map.Outcomes, outcome => Assert.True(outcome.IsAbandoned));
        if (honoursToken)
        {
            await gate.EmptyAsync();
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_ThenAVerb_ThrowsPoolTerminated()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        AsyncResult<int> done = pool.ApplyAsync(x => x, 3);
        Assert.Equal(3, await done.Bounded());
        await pool.TerminateAsync().Bounded();
        await pool.TerminateAsync().Bounded();
        Assert.Throws<PoolTerminatedException>(() => pool.Apply(() => 1));
        Assert.Throws<PoolTerminatedException>(() => { pool.MapAsync(x => x, [1]); });
        Assert.Throws<PoolTerminatedException>(() => pool.ImapUnordered(x => x, [1]));
        Assert.Equal(3, await done.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_AfterClose_EndsWhatIsUnderWay()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = pool.MapAsync((x, token) => Held(key, x, token), Enumerable.Range(0, 10), chunkSize: 1);
        await gate.ReachedAsync(1);
        pool.Close();
        Task join = pool.JoinAsync();
        await pool.TerminateAsync().Bounded();
        await join.Bounded();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
        Assert.Throws<PoolTerminatedException>(() => { pool.MapAsync(x => x, [1]); });
    }

    [Fact(Timeout = Bound.Test)]
    public async Task DisposeAsync_AfterTerminateWithFunctionsThatIgnoreTheirToken_Ends()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = pool.MapAsync(x => Held(key, x, default), Enumerable.Range(0, 10), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        await pool.TerminateAsync().Bounded();
        await Assert.ThrowsAsync<PoolTerminatedException>(() => map.Bounded());
        await pool.DisposeAsync().AsTask().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Terminate_OfOnePool_LeavesAnotherAlone()
    {
        await using Pool other = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> map = Pool.MapAsync(x => Held(key, x, default), Enumerable.Range(0, 10), chunkSize: 1);
        await gate.ReachedAsync(1);
        await other.TerminateAsync().Bounded();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 10), await map.Bounded());
    }

    private static int Held(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }
}
