using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Pools that are dropped instead of disposed: what is under way goes on as long as it can matter to anybody.</summary>
public abstract class DroppedPoolTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Pool_DroppedWithAJobUnderWay_GoesOnUntilItHasEnded()
    {
        using var gate = new Gate();
        MapResult<int> result = await StartAndDropAsync(gate.Key);
        await gate.ReachedAsync(1);
        Garbage.Collect();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 20), await result.Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Pool_DroppedWithItsHandleAndAJobUnderWay_RunsTheJobToItsEnd()
    {
        using var gate = new Gate();
        var called = new TaskCompletionSource<int[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAndForgetAsync(gate.Key, called);
        await gate.ReachedAsync(1);
        Garbage.Collect();
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 20), await called.Task.Bounded());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(1000)]
    public async Task Pool_DroppedWithAnImap_GoesOnWhileSomebodyReadsIt(int read)
    {
        var input = new CountedInput();
        await ReadAndDropAsync(await StartImapAndDropAsync(input), read);
        Task left = input.LeftAsync;
        await Eventually.HoldsAsync(() => Garbage.Collect() && left.IsCompleted, "the imap was cancelled");
        await left;
    }

    private static int Held(string key, int x)
    {
        Gate.Pass(key);
        return x;
    }

    private static async Task ReadAndDropAsync(ImapResult<int> results, int count)
    {
        for (int expected = 0; expected < count; expected++)
        {
            if (expected % 200 == 0)
            {
                Garbage.Collect();
            }

            Assert.Equal(expected, await results.NextAsync().Bounded());
        }
    }

    private Task<Pool> StartAsync() => Fixture.NewPoolAsync(options => options.LoggerFactory = new LogList()).Bounded();

    private async Task<MapResult<int>> StartAndDropAsync(string key) => (await StartAsync()).MapAsync(x => Held(key, x), Enumerable.Range(0, 20));

    private async Task StartAndForgetAsync(string key, TaskCompletionSource<int[]> called) =>
        _ = (await StartAsync()).MapAsync(x => Held(key, x), Enumerable.Range(0, 20), callback: called.SetResult);

    private async Task<ImapResult<int>> StartImapAndDropAsync(CountedInput input) => (await StartAsync()).Imap(x => x, input);
}
