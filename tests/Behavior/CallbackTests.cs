using System.Collections.Concurrent;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Callbacks: once, before the handle is ready, and never a danger to the result.</summary>
public abstract class CallbackTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithCallback_CallsItOnceWithAllResults()
    {
        var calls = new ConcurrentQueue<int[]>();
        var errors = new ConcurrentQueue<Exception>();
        MapResult<int> result = Pool.MapAsync(x => x * x, Enumerable.Range(0, 10), callback: calls.Enqueue, errorCallback: errors.Enqueue);
        int[] values = await result.Bounded();
        Assert.Equal(values, Assert.Single(calls));
        Assert.Empty(errors);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ApplyAsync_ThatFails_CallsTheErrorCallbackOnceWithTheException()
    {
        var calls = new ConcurrentQueue<int>();
        var errors = new ConcurrentQueue<Exception>();
        AsyncResult<int> result = Pool.ApplyAsync(Fail, "boom", callback: calls.Enqueue, errorCallback: errors.Enqueue);
        var thrown = await Assert.ThrowsAsync<KeyNotFoundException>(() => result.Bounded());
        Assert.Equal("boom", thrown.Message);
        Assert.Same(thrown, Assert.Single(errors));
        Assert.Empty(calls);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfNothing_CallsTheCallbackWithAnEmptyArray()
    {
        var calls = new ConcurrentQueue<int[]>();
        await Pool.MapAsync(x => x, Array.Empty<int>(), callback: calls.Enqueue).Bounded();
        Assert.Empty(Assert.Single(calls));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatIsAsynchronous_EndsBeforeTheHandleIsReady()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        AsyncResult<int> result = Pool.ApplyAsync(x => x + 1, 1, callback: async value =>
        {
            entered.SetResult();
            await release.Task;
        });
        await entered.Task.Bounded();
        Assert.False(result.IsReady);
        release.SetResult();
        Assert.Equal(2, await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatThrows_LeavesTheResultAndRaisesCallbackFailed()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        var failed = new ConcurrentQueue<CallbackFailedEventArgs>();
        pool.CallbackFailed += (_, failure) => failed.Enqueue(failure);
        AsyncResult<int> result = pool.ApplyAsync(x => x + 1, 1, callback: (int _) => throw new InvalidOperationException("callback"));
        Assert.Equal(2, await result.Bounded());
        CallbackFailedEventArgs failure = Assert.Single(failed);
        Assert.Equal(result.JobId, failure.JobId);
        Assert.Equal("callback", Assert.IsType<InvalidOperationException>(failure.Error).Message);
        Assert.Equal(3, await pool.ApplyAsync(x => x + 1, 2).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ErrorCallback_ThatThrows_LeavesTheErrorAndThePoolUsable()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        var failed = new ConcurrentQueue<CallbackFailedEventArgs>();
        pool.CallbackFailed += (_, failure) => failed.Enqueue(failure);
        AsyncResult<int> apply = pool.ApplyAsync(Fail, "boom", errorCallback: ThrowAtOnce);
        MapResult<int> map = pool.MapAsync(Fail, ["boom"], errorCallback: (Exception error) => throw error);
        AsyncResult each = pool.ForEachAsync(
            text => { _ = Fail(text); }, ["boom"], errorCallback: (Exception _) => throw new OperationCanceledException("callback"));
        foreach (AsyncResult result in (AsyncResult[])[apply, map, each])
        {
            Assert.Equal("boom", (await Assert.ThrowsAsync<KeyNotFoundException>(() => result.Bounded())).Message);
            Assert.False(result.IsSuccessful);
        }

        Assert.Equal("boom", Assert.Throws<KeyNotFoundException>(() => apply.Get()).Message);
        Assert.Equal(new[] { apply.JobId, map.JobId, each.JobId }.Order(), failed.Select(failure => failure.JobId).Order());
        Assert.Equal(3, await pool.ApplyAsync(x => x + 1, 2).Bounded());

        static void ThrowAtOnce(Exception error) => throw new InvalidOperationException("callback", error);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ErrorCallback_ThatThrowsLate_LeavesTheErrorAndRaisesCallbackFailed()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        var failed = new ConcurrentQueue<CallbackFailedEventArgs>();
        pool.CallbackFailed += (_, failure) => failed.Enqueue(failure);
        AsyncResult<int> result = pool.ApplyAsync(Fail, "boom", errorCallback: ThrowLateAsync);
        Assert.Equal("boom", (await Assert.ThrowsAsync<KeyNotFoundException>(() => result.Bounded())).Message);
        Assert.Equal("late", Assert.Single(failed).Error.Message);

        static async Task ThrowLateAsync(Exception error)
        {
            await Task.Yield();
            throw new InvalidOperationException("late", error);
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatAsksItsOwnHandle_GetsTheResult()
    {
        AsyncResult<int>? result = null;
        var seen = new TaskCompletionSource<int>();
        var assigned = new TaskCompletionSource();
        result = Pool.ApplyAsync(x => x + 1, 1, callback: async (int _) =>
        {
            await assigned.Task;
            seen.SetResult(result!.Get());
        });
        assigned.SetResult();
        Assert.Equal(2, await seen.Task.Bounded());
        Assert.Equal(2, await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatTerminatesThePool_DoesNotDeadlock()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult<int> held = pool.ApplyAsync((x, token) => Hold(key, x, token), 1);
        await gate.ReachedAsync(1);
        AsyncResult<int> result = pool.ApplyAsync(Fail, "boom", errorCallback: (Exception _) => pool.Terminate());
        await Assert.ThrowsAsync<KeyNotFoundException>(() => result.Bounded());
        await Assert.ThrowsAsync<PoolTerminatedException>(() => held.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatClosesAndJoinsThePool_DoesNotDeadlock()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        AsyncResult<int> result = pool.ApplyAsync(x => x, 1, callback: (int _) =>
        {
            pool.Close();
            pool.Join();
        });
        Assert.Equal(1, await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatStartsAJob_GetsItsResult()
    {
        var inner = new TaskCompletionSource<int[]>();
        await Pool.ApplyAsync(x => x, 3, callback: async count => inner.SetResult(await Pool.MapAsync(x => x + 1, Enumerable.Range(0, count)))).Bounded();
        Expect.Items([1, 2, 3], await inner.Task.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Callback_ThatBlocks_DoesNotHoldUpOtherJobs()
    {
        using var release = new ManualResetEventSlim();
        using var entered = new SemaphoreSlim(0);
        AsyncResult<int> blocked = Pool.ApplyAsync(x => x, 1, callback: (int _) =>
        {
            entered.Release();
            release.Wait(Bound.Limit);
        });
        await entered.WaitAsync(Bound.Limit);
        await AssertUsableAsync();
        Assert.False(blocked.IsReady);
        release.Set();
        Assert.Equal(1, await blocked.Bounded());
    }

    private static int Fail(string message) => throw new KeyNotFoundException(message);

    private static int Hold(string key, int x, CancellationToken token)
    {
        Gate.Pass(key, token);
        return x;
    }
}
