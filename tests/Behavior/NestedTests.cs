using OrleansPool.BehaviorTests.Support;

namespace OrleansPool.BehaviorTests;

/// <summary>Functions that wait for items of their own give their slot back, so that nested maps end however few workers there are.</summary>
public abstract class NestedTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Blocking_ThreeLevelsDeepOnMoreItemsThanWorkers_Ends()
    {
        int[] sums = await Pool.MapAsync(
            x => PoolContext.Current.Pool.Map(y => PoolContext.Current.Pool.Map(z => z + 1, new[] { y, y + 1 }).Sum(), new[] { x, x + 1 }).Sum(),
            Enumerable.Range(0, 40),
            chunkSize: 1).Bounded();
        Assert.Equal(Enumerable.Range(0, 40).Select(x => (4 * x) + 8), sums);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Awaiting_ThreeLevelsDeepOnMoreItemsThanWorkers_Ends()
    {
        int[] sums = await Pool.MapAsync(
            async x => (await PoolContext.Current.Pool.MapAsync(
                async y => (await PoolContext.Current.Pool.MapAsync(z => z + 1, new[] { y, y + 1 })).Sum(),
                new[] { x, x + 1 })).Sum(),
            Enumerable.Range(0, 40)).Bounded();
        Assert.Equal(Enumerable.Range(0, 40).Select(x => (4 * x) + 8), sums);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ThreeLevelsDeepInAPoolOfOneWorker_End(bool blocking)
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.MaxWorkers = 1);
        int[] sums = await pool.MapAsync(x => Nested.SumAsync(x, depth: 2, blocking), Enumerable.Range(0, 6), chunkSize: 2).Bounded();
        Assert.Equal(Enumerable.Range(0, 6).Select(x => (4 * x) + 4), sums);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Blocking_OnTheSamePool_Ends()
    {
        Same.Pool = Pool;
        int[] sums = await Pool.MapAsync(x => Same.Pool!.Map(y => y + 1, new[] { x, x + 1 }).Sum(), Enumerable.Range(0, 200), chunkSize: 1).Bounded();
        Assert.Equal(Enumerable.Range(0, 200).Select(x => (2 * x) + 3), sums);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Blocking_OnAnImap_Ends()
    {
        int[] sums = await Pool.MapAsync(
            x => PoolContext.Current.Pool.Imap(y => y * 2, Enumerable.Range(0, x + 1)).AsEnumerable().Sum(),
            Enumerable.Range(0, 40),
            chunkSize: 1).Bounded();
        Assert.Equal(Enumerable.Range(0, 40).Select(x => x * (x + 1)), sums);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Item_ThatWaitsForManyAtOnce_LendsItsOneSlot()
    {
        using var gate = new Gate();
        string key = gate.Key;
        AsyncResult outer = Pool.ApplyAsync(() => Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => PoolContext.Current.Pool.ApplyAsync(() => Gate.Pass(key)).AsTask())));
        await gate.ReachedAsync(Workers);

        // Another pool, which gets what is beyond the usual number of workers: again and again, since none of the nested items takes it.
        for (int turn = 0; turn < 3; turn++)
        {
            await Pool.MapAsync(x => x, Enumerable.Range(0, 10)).Bounded();
        }

        Assert.Equal(Workers, gate.Arrived);
        gate.Open();
        await outer.Bounded();
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task PoolOfTheContext_CannotBeEndedByAFunction()
    {
        await Pool.ApplyAsync(async () =>
        {
            await using (PoolContext.Current.Pool)
            {
            }
        }).Bounded();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(() => PoolContext.Current.Pool.Terminate()).Bounded());
        Assert.Contains("belongs to the silo", error.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(() => PoolContext.Current.Pool.Close()).Bounded());
        Assert.Equal(3, await Pool.ApplyAsync(() => PoolContext.Current.Pool.Apply(() => 3)).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Failure_OfANestedItem_ArrivesAsItsOwnType()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Pool.ApplyAsync(
            () => PoolContext.Current.Pool.Map((int x) => x == 2 ? throw new InvalidDataException("nested") : x, new[] { 1, 2, 3 })).Bounded());
        Assert.Contains("nested", error.Message);
    }

    private static class Same
    {
        public static Pool? Pool { get; set; }
    }
}
