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

    [Theory(Timeout = Bound.Test)]
    [InlineData(Stage.EncodeArgument)]
    [InlineData(Stage.DecodeArgument)]
    [InlineData(Stage.Run)]
    [InlineData(Stage.EncodeResult)]
    [InlineData(Stage.DecodeResult)]
    public async Task Cancel_WhileAnItemIsAtAStage_CompletesTheHandle(Stage stage)
    {
        await StopAtAsync(stage, Pool, map => Task.Run(map.Cancel));
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(Stage.EncodeArgument)]
    [InlineData(Stage.DecodeArgument)]
    [InlineData(Stage.Run)]
    [InlineData(Stage.EncodeResult)]
    [InlineData(Stage.DecodeResult)]
    public async Task Terminate_WhileAnItemIsAtAStage_CompletesTheHandle(Stage stage)
    {
        await using Pool pool = await Fixture.NewPoolAsync().Bounded();
        await StopAtAsync(stage, pool, _ => Task.Run(pool.TerminateAsync));
        Assert.Throws<PoolTerminatedException>(() => pool.Map(x => x, [1]));
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

    /// <summary>Stops a map while one of its items is held at a stage.</summary>
    private static async Task StopAtAsync(Stage stage, Pool pool, Func<MapResult<Fragile>, Task> stop)
    {
        using var gate = new Gate();
        MapResult<Fragile> map = pool.MapAsync(Fragile.Return, HeldAt(stage, gate.Key), chunkSize: 5);
        await gate.ReachedAsync(1);
        Task stopped = stop(map);
        if (stage == Stage.DecodeResult)
        {
            // Decoding holds the job: the handle completes when the user's codec returns.
            gate.Open();
        }

        await stopped.Bounded();
        Assert.True(await map.WaitAsync(Bound.Limit));
    }

    private static Fragile[] HeldAt(Stage stage, string key) =>
        [.. Enumerable.Range(0, 10).Select(index => new Fragile(index, Stage.None, index == 7 ? stage : Stage.None, key, false))];
}
