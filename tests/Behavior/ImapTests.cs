using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary><c>imap</c> and <c>imap_unordered</c>: order, arrival, time-outs that lose nothing, failures in their places.</summary>
public abstract class ImapTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    [Theory(Timeout = Bound.Test)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(100)]
    public async Task Imap_OfAThousandItems_KeepsTheirOrder(int? chunkSize) =>
        Assert.Equal(Enumerable.Range(0, 1000).Select(x => x * x), await Pool.Imap(x => x * x, Enumerable.Range(0, 1000), chunkSize).ReadAllAsync());

    [Theory(Timeout = Bound.Test)]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(53)]
    public async Task ImapUnordered_OfAThousandItems_GivesEachOnce(int? chunkSize)
    {
        int[] results = await Pool.ImapUnordered(x => x * x, Enumerable.Range(0, 1000), chunkSize).ReadAllAsync();
        Assert.Equal(Enumerable.Range(0, 1000).Select(x => x * x), results.Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_WithASlowFirstItem_DeliversTheOthersMeanwhile()
    {
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = Pool.ImapUnordered(x => HoldOne(key, x, 0), Enumerable.Range(0, 20), chunkSize: 1);
        List<int> early = [];
        for (int count = 0; count < 19; count++)
        {
            early.Add(await results.NextAsync(Bound.Limit));
        }

        Assert.Equal(Enumerable.Range(1, 19), early.Order());
        gate.Open();
        Expect.Items([0], await results.ReadAllAsync());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ImapUnordered_WithASlowItemInAChunk_DeliversItsChunkMates()
    {
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = Pool.ImapUnordered(x => HoldOne(key, x, 5), Enumerable.Range(0, 10), chunkSize: 10);
        List<int> early = [];
        for (int count = 0; count < 5; count++)
        {
            early.Add(await results.NextAsync(Bound.Limit));
        }

        Assert.DoesNotContain(5, early);
        gate.Open();
        Assert.Equal(Enumerable.Range(0, 10), early.Concat(await results.ReadAllAsync()).Order());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task NextAsync_ThatTimesOut_LosesNothing(bool isOrdered)
    {
        using var gate = new Gate();
        string key = gate.Key;
        int[] items = [.. Enumerable.Range(0, 10)];
        ImapResult<int> results = isOrdered
            ? Pool.Imap(x => HoldOne(key, x, 0), items, chunkSize: 10)
            : Pool.ImapUnordered(x => HoldOne(key, x, 0), items, chunkSize: 10);
        for (int attempt = 0; attempt < 3 && isOrdered; attempt++)
        {
            await Assert.ThrowsAsync<PoolTimeoutException>(() => results.NextAsync(Short));
            await Assert.ThrowsAsync<PoolTimeoutException>(() => results.TryNextAsync(Short));
            await Assert.ThrowsAsync<PoolTimeoutException>(() => Bound.Blocking(() => results.Next(Short)));
        }

        await gate.ReachedAsync(1);
        List<int> read = [];
        await Assert.ThrowsAsync<PoolTimeoutException>(async () =>
        {
            while (true)
            {
                read.Add(await results.NextAsync(TimeSpan.FromMilliseconds(300)));
            }
        });
        gate.Open();
        read.AddRange(await results.ReadAllAsync());
        Assert.Equal(items, isOrdered ? read : read.Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_ThatNobodyReads_StartsItsItems()
    {
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = Pool.Imap((x, token) => Held(key, x, token), [1, 2], chunkSize: 1);
        await gate.ReachedAsync(2);
        gate.Open();
        Expect.Items([1, 2], await results.ReadAllAsync());

        static int Held(string key, int x, CancellationToken token)
        {
            Gate.Pass(key, token);
            return x;
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Next_AtTheEnd_ThrowsInvalidOperation()
    {
        ImapResult<int> results = Pool.Imap(x => x, Enumerable.Range(0, 2));
        Assert.Equal(0, await Bound.Blocking(() => results.Next()));
        Assert.Equal((true, 1), await results.TryNextAsync().Bounded());
        Assert.Equal((false, 0), await results.TryNextAsync().Bounded());
        await Assert.ThrowsAsync<InvalidOperationException>(() => results.NextAsync().Bounded());
        Assert.Throws<InvalidOperationException>(() => results.Next());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task NextAsync_OfFailingItems_ThrowsInTheirPlacesAndGoesOn(int chunkSize)
    {
        ImapResult<int> results = Pool.Imap(FailOnThirds, Enumerable.Range(0, 10), chunkSize);
        for (int item = 0; item < 10; item++)
        {
            if (item % 3 == 2)
            {
                Assert.Equal($"{item}", (await Assert.ThrowsAsync<FormatException>(() => results.NextAsync().Bounded())).Message);
            }
            else
            {
                Assert.Equal(item, await results.NextAsync().Bounded());
            }
        }

        Assert.False((await results.TryNextAsync().Bounded()).HasValue);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WithOutcomes_OfFailingItems_GivesAllAndNeverThrows(bool isOrdered)
    {
        ImapResult<int> results = isOrdered
            ? Pool.Imap(FailOnThirds, Enumerable.Range(0, 100), chunkSize: 11)
            : Pool.ImapUnordered(FailOnThirds, Enumerable.Range(0, 100), chunkSize: 11);
        ItemOutcome<int>[] outcomes = await results.WithOutcomes().ToArrayAsync().Bounded();
        Assert.Equal(Enumerable.Range(0, 100).Select(x => (long)x), outcomes.Select(outcome => outcome.Index).Order());
        Assert.All(outcomes, outcome =>
        {
            Assert.Equal(outcome.Index % 3 != 2, outcome.IsSuccess);
            Assert.Equal(outcome.IsSuccess ? (int)outcome.Index : 0, outcome.Value);
            Assert.Equal(1, outcome.Attempt);
            Assert.Contains(outcome.Silo, Pool.Silos);
        });
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_ReadByForEachAndLinq_GivesTheSame()
    {
        int[] expected = [.. Enumerable.Range(0, 50)];
        Assert.Equal(expected, await Bound.Blocking(() =>
        {
            List<int> read = [];
            foreach (int value in Pool.Imap(x => x, expected))
            {
                read.Add(value);
            }

            return read;
        }));
        Assert.Equal(expected.Take(5), await Bound.Blocking(() => Pool.Imap(x => x, expected).AsEnumerable().Take(5).ToArray()));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ForEach_OverAFailingItem_EndsThereAndCancelsTheRest()
    {
        var input = new CountedInput();
        ImapResult<int> results = Pool.Imap(FailOnThirds, input, chunkSize: 1);
        List<int> read = [];
        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (int value in results)
            {
                read.Add(value);
            }
        });
        Expect.Items([0, 1], read);
        await input.LeftAsync;
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_OverAnImap_IsAPipeline()
    {
        ImapResult<string> results = Pool.Imap(x => $"<{x}>", Pool.Imap(x => x + 1, Pool.ImapUnordered(x => x * 2, [1, 2, 3])));
        Expect.Items(["<3>", "<5>", "<7>"], (await results.ReadAllAsync()).Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Cancel_OfAnImap_EndsReadingWithOperationCanceled()
    {
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = Pool.Imap((x, token) => HoldOne(key, x, 3, token), Enumerable.Range(0, 10), chunkSize: 1);
        Assert.Equal(0, await results.NextAsync().Bounded());
        await gate.ReachedAsync(1);
        results.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => results.ReadAllAsync());
        await gate.EmptyAsync();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Imap_WithACancelledToken_EndsReadingButTheEnumeratorsTokenEndsOnlyTheWait()
    {
        using var cancellation = new CancellationTokenSource();
        using var gate = new Gate();
        string key = gate.Key;
        ImapResult<int> results = Pool.Imap((x, token) => HoldOne(key, x, 0, token), [0, 1], chunkSize: 1, cancellationToken: cancellation.Token);
        await gate.ReachedAsync(1);
        using var waiting = new CancellationTokenSource();
        Task<int> next = results.NextAsync(null, waiting.Token);
        await waiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Bounded());
        await cancellation.CancelAsync();
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => results.NextAsync().Bounded());
        Assert.Equal(cancellation.Token, thrown.CancellationToken);
    }

    private static int HoldOne(string key, int x, int held, CancellationToken token = default)
    {
        if (x == held)
        {
            Gate.Pass(key, token);
        }

        return x;
    }

    private static int FailOnThirds(int x) => x % 3 == 2 ? throw new FormatException($"{x}") : x;
}
