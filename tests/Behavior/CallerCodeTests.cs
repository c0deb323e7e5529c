using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Callbacks, progress listeners and handlers that throw, block, or wait for what waits for them.</summary>
public abstract class CallerCodeTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task CallbackFailed_WithAHandlerThatThrows_TellsTheOthersAndHarmsNothing()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        var told = new ConcurrentQueue<string>();
        pool.CallbackFailed += (_, _) => throw new InvalidOperationException("handler");
        pool.CallbackFailed += (_, failure) => told.Enqueue(failure.Error.Message);
        var options = new JobOptions { Progress = new Listener(_ => throw new InvalidOperationException("listener")) };
        MapResult<int> result = pool.MapAsync(
            x => x + 1,
            [1, 2],
            options: options,
            callback: (int[] _) => throw new InvalidOperationException("callback"));
        Expect.Items([2, 3], await result.Bounded());
        Assert.Contains("listener", told);
        Assert.Contains("callback", told);
        Assert.Equal(3, await pool.ApplyAsync(x => x + 1, 2).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task CallbackFailed_WithAHandlerThatThrows_OutlivesAnInputThatThrowsWhenCancelled()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        pool.CallbackFailed += (_, _) => throw new InvalidOperationException("handler");
        var registered = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        pool.CallbackFailed += (_, _) => told.TrySetResult();
        MapResult<int> result = pool.MapAsync(x => x, EndlessAsync(registered));
        await registered.Task.Bounded();
        result.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.Bounded());
        await told.Task.Bounded();

        static async IAsyncEnumerable<int> EndlessAsync(TaskCompletionSource registered, [EnumeratorCancellation] CancellationToken token = default)
        {
            await using CancellationTokenRegistration registration = token.Register(() => throw new InvalidOperationException("registration"));
            registered.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(Bound.Limit);
            yield return 1;
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Progress_WithAListenerThatWaitsForItsJob_DoesNotDeadlock()
    {
        using var gate = new Gate();
        string key = gate.Key;
        var handle = new TaskCompletionSource<AsyncResult>();
        var reports = new ConcurrentQueue<JobProgress>();
        using var entered = new SemaphoreSlim(0);
        var options = new JobOptions
        {
            Progress = new Listener(progress =>
            {
                reports.Enqueue(progress);
                entered.Release();
                handle.Task.GetAwaiter().GetResult().Wait();
            }),
        };
        MapResult<int> result = Pool.MapAsync(x => x == 0 ? x : Hold(key, x), Enumerable.Range(0, 10), chunkSize: 1, options: options);
        handle.SetResult(result);
        Assert.True(await entered.WaitAsync(Bound.Limit));
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 10), await result.Bounded());
        Assert.Equal(10, reports.Last().Completed);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Progress_WithAListenerThatBlocks_KeepsNoResultBack()
    {
        using var release = new ManualResetEventSlim();
        using var gate = new Gate();
        string key = gate.Key;
        var reports = new ConcurrentQueue<JobProgress>();
        using var entered = new SemaphoreSlim(0);
        var options = new JobOptions
        {
            Progress = new Listener(progress =>
            {
                reports.Enqueue(progress);
                entered.Release();
                release.Wait(Bound.Limit);
            }),
        };
        MapResult<int> result = Pool.MapAsync(x => x == 0 ? x : Hold(key, x), Enumerable.Range(0, 10), chunkSize: 1, options: options);
        Assert.True(await entered.WaitAsync(Bound.Limit));
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 10), await result.Bounded());
        Assert.False(release.IsSet);
        release.Set();
        await Eventually.HoldsAsync(() => reports.Last().Completed == 10, "the listener was told of the end");
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Callback_ThatDisposesAPoolThatIsBeingDisposed_DoesNotDeadlock(bool blocks)
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        var entered = new TaskCompletionSource();
        var disposing = new TaskCompletionSource();
        AsyncResult<int> result = pool.ApplyAsync(x => x, 1, callback: async (int _) =>
        {
            entered.SetResult();
            await disposing.Task;
            if (blocks)
            {
                pool.Dispose();
            }
            else
            {
                await pool.DisposeAsync();
            }
        });
        await entered.Task.Bounded();
        Task disposal = pool.DisposeAsync().AsTask();
        disposing.SetResult();
        await disposal.Bounded();
        Assert.Equal(1, await result.Bounded());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Callbacks_OfTwoJobsThatBothEndThePool_DoNotWaitForEachOther(bool disposes)
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        using var both = new CountdownEvent(2);
        AsyncResult<int> first = pool.ApplyAsync(x => x, 1, callback: (int _) => End());
        AsyncResult<int> second = pool.ApplyAsync(x => x, 2, callback: (int _) => End());
        Assert.Equal(1, await first.Bounded());
        Assert.Equal(2, await second.Bounded());
        await pool.DisposeAsync().AsTask().Bounded();

        void End()
        {
            both.Signal();
            both.Wait(Bound.Limit);
            pool.Close();
            (disposes ? (Action)pool.Dispose : pool.Join)();
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Join_FromOutside_StillWaitsForCallbacks()
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        AsyncResult<int> result = pool.ApplyAsync(x => x, 1, callback: async (int _) =>
        {
            entered.SetResult();
            await release.Task;
        });
        await entered.Task.Bounded();
        pool.Close();
        Task join = pool.JoinAsync();
        Assert.False(join.IsCompleted);
        release.SetResult();
        await join.Bounded();
        Assert.True(result.IsReady);
    }

    private static int Hold(string key, int x)
    {
        Gate.Pass(key);
        return x;
    }

    private sealed class Listener(Action<JobProgress> report) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => report(value);
    }
}
