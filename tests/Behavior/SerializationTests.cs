using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Arguments and results that do not travel, at each place where they may fail: they cost only themselves, and nothing hangs.</summary>
public abstract class SerializationTests(PoolFixture fixture) : PoolTests(fixture)
{
    private const int Repetitions = 20;

    [Theory(Timeout = Bound.Test)]
    [InlineData(Stage.EncodeArgument, typeof(ArgumentNotSerializableException))]
    [InlineData(Stage.DecodeArgument, typeof(ArgumentNotSerializableException))]
    [InlineData(Stage.Run, typeof(InvalidOperationException))]
    [InlineData(Stage.EncodeResult, typeof(ResultNotSerializableException))]
    [InlineData(Stage.DecodeResult, typeof(ResultNotSerializableException))]
    public async Task Item_ThatFailsAtAStage_CostsOnlyItself(Stage stage, Type expected)
    {
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            Fragile[] items = [.. Enumerable.Range(0, 30).Select(index => new Fragile(index, index is 7 or 20 ? stage : Stage.None))];
            MapResult<Fragile> map = Pool.MapAsync(Fragile.Return, items, chunkSize: 10);
            Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => map.Bounded());
            Assert.IsType(expected, thrown);
            Assert.Contains($"{stage} of 7", thrown.Message);
            Expect.Items([7, 20], map.Outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => outcome.Index));
            Assert.All(map.Outcomes.Where(outcome => outcome.IsSuccess), outcome => Assert.Equal(outcome.Index, outcome.Value!.Index));
        }

        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Result_WithAFunctionInIt_IsRefusedAtTheCallOrBySilo_AndCostsOnlyItself()
    {
        const string Reason = "is a function, and a silo may not give functions to its clients.";
        var atOnce = Assert.Throws<ResultNotSerializableException>(() => { Pool.ApplyAsync<Func<int>>(() => () => 7); });
        Assert.Contains(Reason, atOnce.Message);
        Assert.Contains(Reason, Assert.Throws<ResultNotSerializableException>(() => { Pool.MapAsync(x => new List<Action>(), [1]); }).Message);

        MapResult<object> map = Pool.MapAsync(x => x == 3 ? new Func<int>(() => x) : (object)x, Enumerable.Range(0, 10), chunkSize: 5);
        Assert.Contains(Reason, (await Assert.ThrowsAsync<ResultNotSerializableException>(() => map.Bounded())).Message);
        Expect.Items([3], map.Outcomes.Where(outcome => !outcome.IsSuccess).Select(outcome => outcome.Index));
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(Stage.EncodeArgument, typeof(ArgumentNotSerializableException))]
    [InlineData(Stage.DecodeArgument, typeof(ArgumentNotSerializableException))]
    [InlineData(Stage.Run, typeof(InvalidOperationException))]
    [InlineData(Stage.EncodeResult, typeof(ResultNotSerializableException))]
    [InlineData(Stage.DecodeResult, typeof(ResultNotSerializableException))]
    public async Task ImapAndApply_OfAnItemThatFailsAtAStage_ThrowInItsPlace(Stage stage, Type expected)
    {
        var errors = new TaskCompletionSource<Exception>();
        AsyncResult<Fragile> apply = Pool.ApplyAsync(Fragile.Return, new Fragile(7, stage), errorCallback: errors.SetResult);
        Assert.IsType(expected, await Assert.ThrowsAnyAsync<Exception>(() => apply.Bounded()));
        Assert.IsType(expected, await errors.Task.Bounded());

        ImapResult<Fragile> results = Pool.Imap(
            Fragile.Return, Enumerable.Range(0, 10).Select(index => new Fragile(index, index == 7 ? stage : Stage.None)), chunkSize: 4);
        for (int index = 0; index < 10; index++)
        {
            if (index == 7)
            {
                Assert.IsType(expected, await Assert.ThrowsAnyAsync<Exception>(() => results.NextAsync().Bounded()));
            }
            else
            {
                Assert.Equal(index, (await results.NextAsync().Bounded()).Index);
            }
        }

        Assert.False((await results.TryNextAsync().Bounded()).HasValue);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Item_WithAFieldThatCannotTravel_FailsAlone()
    {
        using var stream = new MemoryStream();
        Holder[] items = [new Holder(1), new Holder(stream), new Holder("x")];
        MapResult<string> map = Pool.MapAsync(holder => $"{holder.Content}", items);
        await Assert.ThrowsAsync<ArgumentNotSerializableException>(() => map.Bounded());
        Expect.Items(["1", null, "x"], map.Outcomes.Select(outcome => outcome.Value));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Result_WithAFieldThatCannotTravel_FailsAlone()
    {
        MapResult<Holder> map = Pool.MapAsync(x => new Holder(x == 1 ? new MemoryStream() : x), [0, 1, 2]);
        await Assert.ThrowsAsync<ResultNotSerializableException>(() => map.Bounded());
        Expect.Items([0, null, 2], map.Outcomes.Select(outcome => outcome.Value?.Content));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Iterator_AsAResult_FailsAloneAndSaysWhatToWrite()
    {
        MapResult<IEnumerable<int>> map = Pool.MapAsync(x => x == 1 ? Count(3) : [x], [0, 1, 2]);
        string message = (await Assert.ThrowsAsync<ResultNotSerializableException>(() => map.Bounded())).Message;
        Assert.StartsWith("The result of item 1 (System.Collections.Generic.IEnumerable<System.Int32>) could not be encoded: An iterator (the method Count, with yield)", message);
        Assert.EndsWith("write return ….ToArray().", message);
        Expect.Items([true, false, true], map.Outcomes.Select(outcome => outcome.IsSuccess));

        MapResult<object> others = Pool.MapAsync<int, object>(x => x == 0 ? CountAsync(3) : x == 1 ? new[] { x }.Select(y => y + 1) : x, [0, 1, 2]);
        await Assert.ThrowsAsync<ResultNotSerializableException>(() => others.Bounded());
        Assert.EndsWith("write return await ….ToArrayAsync().", others.Outcomes[0].Error!.Message);
        Assert.EndsWith("It is a query that has not run: write return ….ToArray().", others.Outcomes[1].Error!.Message);
        Assert.Equal(2, others.Outcomes[2].Value);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Iterator_AsAnArgumentOrCaptured_IsRefusedAndSaysWhatToWrite()
    {
        MapResult<int> map = Pool.MapAsync(items => items.Sum(), new IEnumerable<int>[] { [1, 2], Count(3), new[] { 1 }.Where(x => x > 0) });
        string message = (await Assert.ThrowsAsync<ArgumentNotSerializableException>(() => map.Bounded())).Message;
        Assert.StartsWith("Item 1 (System.Collections.Generic.IEnumerable<System.Int32>) could not be encoded: An iterator (the method Count, with yield)", message);
        Assert.EndsWith("Pass its items instead: call ToArray() on it.", message);
        Assert.Equal(3, map.Outcomes[0].Value);
        Assert.EndsWith("call ToArray() on it first.", map.Outcomes[2].Error!.Message);

        IEnumerable<int> numbers = Count(3);
        Assert.Contains("'numbers', an iterator", Assert.Throws<FunctionNotShippableException>(() => Pool.MapAsync(x => x + numbers.First(), [1])).Message);
        IAsyncEnumerable<int> later = CountAsync(3);
        Assert.Contains(
            "'later', an asynchronous iterator",
            Assert.Throws<FunctionNotShippableException>(() => Pool.MapAsync(async x => x + await later.FirstAsync(), [1])).Message);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Text_WithHalfASurrogatePair_ArrivesAsItIs()
    {
        string[] texts = ["a\uD83Db", "\uDE00", "ä😀", "plain"];
        string[] back = await Pool.MapAsync(text => text + text[0], texts).Bounded();
        Assert.True(texts.Select(text => text + text[0]).SequenceEqual(back, StringComparer.Ordinal));
    }

    private static IEnumerable<int> Count(int count)
    {
        for (int at = 0; at < count; at++)
        {
            yield return at;
        }
    }

    private static async IAsyncEnumerable<int> CountAsync(int count)
    {
        for (int at = 0; at < count; at++)
        {
            await Task.Yield();
            yield return at;
        }
    }
}
