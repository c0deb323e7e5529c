using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Asynchronous inputs, which every verb over items takes.</summary>
public abstract class AsyncInputTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_OfAnAsynchronousInput_GivesResultsInOrder()
    {
        Assert.Equal(Enumerable.Range(1, 1000), await Pool.MapAsync(x => x + 1, Inputs.Async(1000)).Bounded());
        Assert.Equal(Enumerable.Range(1, 100), await Pool.Imap(x => x + 1, Inputs.Async(100), chunkSize: 7).ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task EachVerb_OfAnAsynchronousInput_TakesIt()
    {
        using var tally = new Tally();
        string key = tally.Key;
        int[] doubled = [.. Enumerable.Range(0, 50).Select(x => 2 * x)];
        Assert.Equal(doubled, await Bound.Blocking(() => Pool.Map(x => 2 * x, Inputs.Async(50))));
        Assert.Equal(doubled, await Pool.MapAsync(async x => { await Task.Yield(); return 2 * x; }, Inputs.Async(50)).Bounded());
        Assert.Equal(doubled, await Bound.Blocking(() => Pool.StarMap((a, b) => a + b, Inputs.Async(50).Select(x => (x, x)))));
        Assert.Equal(doubled, await Pool.StarMapAsync((a, b) => a + b, Inputs.Async(50).Select(x => (x, x))).Bounded());
        Assert.Equal(doubled, await Pool.Imap(x => 2 * x, Inputs.Async(50)).ReadAllAsync());
        Assert.Equal(doubled, (await Pool.ImapUnordered(x => 2 * x, Inputs.Async(50)).ReadAllAsync()).Order());
        await Bound.Blocking(() => Pool.ForEach(x => Tally.Note(key, x), Inputs.Async(50)));
        await Pool.ForEachAsync(async x => { await Task.Yield(); Tally.Note(key, x + 50); }, Inputs.Async(50)).Bounded();
        Assert.Equal(Enumerable.Range(0, 100), tally.Notes.Cast<int>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ForEachAsync_OfAnAsynchronousInputThatThrows_ThrowsThatExceptionAfterTheOthersRan()
    {
        using var tally = new Tally();
        string key = tally.Key;
        AsyncResult result = Pool.ForEachAsync(x => Tally.Note(key, x), Inputs.FailingAsyncAt(20));
        Assert.Equal(Inputs.Failure, (await Assert.ThrowsAsync<InvalidDataException>(() => result.Bounded())).Message);
        Assert.Equal(Enumerable.Range(0, 20), tally.Notes.Cast<int>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_OfAnEndlessAsynchronousInput_StopsItWhenTheLoopIsLeft()
    {
        var input = new CountedInput();
        await foreach (int item in Pool.ImapUnordered(x => x, input.ToAsyncEnumerable()))
        {
            if (item > 10)
            {
                break;
            }
        }

        await input.LeftAsync;
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_OfAnAsynchronousInputThatBlocks_DeliversWhatCameBefore()
    {
        using var release = new ManualResetEventSlim();
        ImapResult<int> results = Pool.Imap(x => x, Inputs.HeldAfter(3, release).ToAsyncEnumerable(), chunkSize: 100);
        for (int expected = 0; expected < 3; expected++)
        {
            Assert.Equal(expected, await results.NextAsync(Bound.Limit));
        }

        release.Set();
        Expect.Items([3], await results.ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_OfAnAsynchronousInputThatWaits_DeliversWhatCameBefore()
    {
        var release = new TaskCompletionSource();
        ImapResult<int> results = Pool.Imap(x => x, Inputs.HeldBeforeLast(3, release.Task), chunkSize: 100);
        for (int expected = 0; expected < 3; expected++)
        {
            Assert.Equal(expected, await results.NextAsync(Bound.Limit));
        }

        release.SetResult();
        Assert.Equal(3, await results.NextAsync(Bound.Limit));
        Assert.False((await results.TryNextAsync(Bound.Limit)).HasValue);
    }
}
