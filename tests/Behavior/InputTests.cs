using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Inputs that are endless, slow, lying, or that throw.</summary>
public abstract class InputTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Imap_OfABlockingInputThatWaits_DeliversWhatCameBefore()
    {
        using var release = new ManualResetEventSlim();
        ImapResult<int> results = Pool.Imap(x => x, Inputs.HeldAfter(3, release), chunkSize: 100);
        for (int expected = 0; expected < 3; expected++)
        {
            Assert.Equal(expected, await results.NextAsync(Bound.Limit));
        }

        release.Set();
        Expect.Items([3], await results.ReadAllAsync());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true, 50, 1)]
    [InlineData(true, 50, 8)]
    [InlineData(false, 50, 1)]
    [InlineData(false, 50, 8)]
    public async Task Imap_OfAnEndlessInput_ReadsAheadNoFurtherThanItsBuffer(bool isOrdered, int bufferSize, int chunkSize)
    {
        var input = new CountedInput();
        var options = new JobOptions { BufferSize = bufferSize };
        ImapResult<int> results = isOrdered ? Pool.Imap(x => x, input, chunkSize, options) : Pool.ImapUnordered(x => x, input, chunkSize, options);
        await using IAsyncEnumerator<int> reader = results.GetAsyncEnumerator();
        for (int yielded = 1; yielded <= 500; yielded++)
        {
            Assert.True(await reader.MoveNextAsync().Bounded());
            Assert.InRange(input.Read, yielded, yielded + bufferSize + chunkSize);
        }
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imap_OfLargeItems_ReadsAheadNoFurtherThanItsBytes(bool isOrdered)
    {
        const int Mebibytes = 8;
        var input = new CountedInput();
        var options = new JobOptions { BufferBytes = Mebibytes << 20 };
        IEnumerable<byte[]> items = input.Select(_ => new byte[1 << 20]);
        ImapResult<byte[]> results = isOrdered ? Pool.Imap(x => x, items, chunkSize: 1, options) : Pool.ImapUnordered(x => x, items, chunkSize: 1, options);
        await using IAsyncEnumerator<byte[]> reader = results.GetAsyncEnumerator();
        for (int yielded = 1; yielded <= 40; yielded++)
        {
            Assert.True(await reader.MoveNextAsync().Bounded());
            Assert.InRange(input.Read, yielded, yielded + Mebibytes + 1);
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_OfAnEndlessInputWithoutABuffer_HasABoundedLead()
    {
        var input = new CountedInput();
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = Pool.Imap(x => HoldAfter(key, x, 20), input);
        Assert.Equal(0, await results.NextAsync(Bound.Limit));
        await gate.ReachedAsync(Workers);
        // The documented most of an adaptive window, and a chunk.
        Assert.InRange(input.Read, 1, (1 << 18) + (1 << 16));
        results.Cancel();
        await input.LeftAsync;
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_WithABufferSmallerThanAChunk_GoesOn()
    {
        var options = new JobOptions { BufferSize = 2 };
        Assert.Equal(Enumerable.Range(0, 100), await Pool.Imap(x => x, Enumerable.Range(0, 100), chunkSize: 10, options).ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task MapAsync_WithABuffer_ReadsAheadNoFurther()
    {
        var input = new CountedInput();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int> result = Pool.MapAsync(x => HoldAfter(key, x, 0), input, chunkSize: 1, new JobOptions { BufferSize = 20 });
        await gate.ReachedAsync(Workers);
        await Eventually.HoldsAsync(() => input.Read >= 20, "the buffer is full");
        Assert.InRange(input.Read, 20, 21);
        result.Cancel();
        await input.LeftAsync;
        await Assert.ThrowsAsync<OperationCanceledException>(() => result.Bounded());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Imap_WhoseLoopIsLeft_StopsReadingAndRunning(bool isOrdered)
    {
        var input = new CountedInput();
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = isOrdered
            ? Pool.Imap((x, token) => HoldAfter(key, x, 10, token), input, chunkSize: 1)
            : Pool.ImapUnordered((x, token) => HoldAfter(key, x, 10, token), input, chunkSize: 1);
        await foreach (int value in results)
        {
            await gate.ReachedAsync(Workers);
            break;
        }

        await input.LeftAsync;
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(3)]
    public async Task MapAsync_WhoseInputThrows_ThrowsThatException(int index)
    {
        foreach (int chunkSize in (int[])[1, 2, 100])
        {
            MapResult<int> result = Pool.MapAsync(x => x, Inputs.FailingAt(index), chunkSize);
            Assert.Equal(Inputs.Failure, (await Assert.ThrowsAsync<InvalidDataException>(() => result.Bounded())).Message);
            Assert.Equal(Enumerable.Range(0, index), result.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value));
            await Assert.ThrowsAsync<InvalidDataException>(() => Pool.MapAsync(x => x, Inputs.FailingAsyncAt(index), chunkSize).Bounded());
        }

        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1, 0)]
    [InlineData(1, 3)]
    [InlineData(2, 3)]
    [InlineData(4, 7)]
    [InlineData(100, 7)]
    public async Task Imap_WhoseInputThrows_DeliversWhatCameBeforeThenTheExceptionThenTheEnd(int chunkSize, int index)
    {
        ImapResult<int> results = Pool.Imap(x => x, Inputs.FailingAt(index), chunkSize);
        for (int expected = 0; expected < index; expected++)
        {
            Assert.Equal(expected, await results.NextAsync(Bound.Limit));
        }

        Assert.Equal(Inputs.Failure, (await Assert.ThrowsAsync<InvalidDataException>(() => results.NextAsync(Bound.Limit))).Message);
        Assert.False((await results.TryNextAsync(Bound.Limit)).HasValue);
        await Assert.ThrowsAsync<InvalidOperationException>(() => results.NextAsync(Bound.Limit));
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task ImapUnordered_WhoseInputThrows_DeliversEachValueOnceAndTheException(int index)
    {
        List<ItemOutcome<int>> outcomes = [];
        await foreach (ItemOutcome<int> outcome in Pool.ImapUnordered(x => x, Inputs.FailingAt(index), chunkSize: 3).WithOutcomes())
        {
            outcomes.Add(outcome);
        }

        Assert.Equal(Enumerable.Range(0, index), outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value).Order());
        Assert.IsType<InvalidDataException>(Assert.Single(outcomes, outcome => !outcome.IsSuccess).Error);
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(100, 10)]
    [InlineData(1, 10)]
    [InlineData(0, 10)]
    [InlineData(10, 0)]
    [InlineData(-1, 10)]
    [InlineData(int.MinValue, 10)]
    [InlineData(int.MaxValue, 10)]
    [InlineData(null, 10)]
    public async Task MapAsync_OfACollectionWithAWrongCount_GoesByItsItems(int? claimed, int actual)
    {
        Assert.Equal(Enumerable.Range(0, actual), await Pool.MapAsync(x => x, new LyingCollection(claimed, Enumerable.Range(0, actual))).Bounded());
        Assert.Equal(Enumerable.Range(0, actual), await Pool.Imap(x => x, new LyingCollection(claimed, Enumerable.Range(0, actual))).ReadAllAsync());
        await Assert.ThrowsAsync<InvalidDataException>(() => Pool.MapAsync(x => x, new LyingCollection(claimed, Inputs.FailingAt(actual))).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Dispose_AfterAJobOverACollectionWhoseCountThrows_Ends()
    {
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        Expect.Items([1, 2], await pool.MapAsync(x => x, new LyingCollection(null, [1, 2])).Bounded());
        await pool.ForEachAsync(x => { }, new LyingCollection(null, [1, 2])).Bounded();
        await pool.DisposeAsync().AsTask().Bounded();
    }

    private static int HoldAfter(string key, int x, int free, CancellationToken token = default)
    {
        if (x >= free)
        {
            Gate.Pass(key, token);
        }

        return x;
    }
}
