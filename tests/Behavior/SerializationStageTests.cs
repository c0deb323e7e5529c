using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Jobs that are stopped while an item is held at one of the stages that it goes through. Where the function runs in this process.</summary>
public abstract class SerializationStageTests(PoolFixture fixture) : PoolTests(fixture)
{
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
