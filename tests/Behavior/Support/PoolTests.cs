namespace OrleansPool.BehaviorTests.Support;

/// <summary>Tests that hold for every kind of pool.</summary>
public abstract class PoolTests(PoolFixture fixture)
{
    protected PoolFixture Fixture => fixture;

    protected Pool Pool => fixture.Pool;

    protected int Workers => fixture.Workers;

    /// <summary>Whatever a test did to the pool, it works on, on every worker.</summary>
    protected async Task AssertUsableAsync() =>
        Assert.Equal(Enumerable.Range(1, 100), await Pool.MapAsync(x => x + 1, Enumerable.Range(0, 100), chunkSize: 1).Bounded());
}
