using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Values that are sent to each silo once and read by functions through a handle.</summary>
public abstract class SharedTests(PoolFixture fixture) : PoolTests(fixture)
{
    private static readonly int[] Hundred = [.. Enumerable.Range(0, 100)];

    [Fact(Timeout = Bound.Test)]
    public async Task Value_Captured_IsReadByEachVerb()
    {
        await using Shared<int[]> s = await Pool.ShareAsync(Hundred).Bounded();
        Assert.Same(Hundred, s.Value);
        Assert.Equal(Hundred, await Pool.MapAsync(x => s.Value[x], Hundred).Bounded());
        Assert.Equal(Hundred, await Pool.Imap(async x => await Task.FromResult(s.Value[x]), Hundred, chunkSize: 7).ReadAllAsync());
        Assert.Equal(Hundred, (await Pool.ImapUnordered(x => s.Value[x], Hundred).ReadAllAsync()).Order());
        Assert.Equal(99, await Pool.ApplyAsync(() => s.Value[^1]).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Value_PassedInItems_IsRead()
    {
        using Shared<int[]> s = await Pool.ShareAsync(Hundred).Bounded();
        using Shared<string> t = await Pool.ShareAsync("text").Bounded();
        Assert.Equal(4950, await Pool.ApplyAsync(handle => handle.Value.Sum(), s).Bounded());
        Assert.Equal(new[] { "text7", "text8" }, await Pool.StarMapAsync((handle, x) => handle.Value + x, new[] { (t, 7), (t, 8) }).Bounded());
        Assert.Equal(new[] { 99, 100 }, await Pool.MapAsync(
            list => list.Sum(each => each.Value[^1]) / list.Count + list.Count - 1,
            new List<Shared<int[]>>[] { [s], [s, s] }).Bounded());
        Assert.Equal(new[] { 4957 }, await Pool.MapAsync(parcel => parcel.Content.Value.Sum() + parcel.Extra, new[] { new Parcel(s, 7) }).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Value_UsedByManyJobsOnAllWorkers_IsDecodedOncePerSilo()
    {
        using var tally = new Tally();
        using Shared<Witness> s = await Pool.ShareAsync(new Witness(tally.Key, Hundred)).Bounded();
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<int>[] jobs = [.. Enumerable.Range(0, 3).Select(_ => Pool.MapAsync(x => HeldSum(key, s, x), Hundred, chunkSize: 1))];
        await gate.ReachedAsync(Workers);
        gate.Open();
        foreach (MapResult<int> job in jobs)
        {
            Assert.Equal(Hundred.Select(x => x + 4950), await job.Bounded());
        }

        Assert.Equal(Fixture.Silos, tally.Notes.Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task LargeArray_TravelsIntactToEachSilo()
    {
        long[] numbers = new long[1 << 20];
        for (int at = 0; at < numbers.Length; at++)
        {
            numbers[at] = at * 2654435761L;
        }

        using Shared<long[]> s = await Pool.ShareAsync(numbers).Bounded();
        (string Silo, bool Equal)[] seen = await OnAllWorkersAsync(() => Enumerable.Range(0, s.Value.Length).All(at => s.Value[at] == at * 2654435761L));
        Assert.All(seen, each => Assert.True(each.Equal));
        Assert.Equal(Fixture.Silos, seen.Select(each => each.Silo).Distinct().Count());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task LargeObject_OfManyParts_TravelsIntact()
    {
        Dictionary<int, string> words = Enumerable.Range(0, 100_000).ToDictionary(x => x, x => new string((char)('a' + (x % 26)), 80));
        using Shared<Dictionary<int, string>> s = await Pool.ShareAsync(words).Bounded();
        (string, bool Equal)[] seen = await OnAllWorkersAsync(
            () => s.Value.Count == 100_000 && s.Value.All(word => word.Value == new string((char)('a' + (word.Key % 26)), 80)));
        Assert.All(seen, each => Assert.True(each.Equal));
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Values_OfManyTypes_Travel()
    {
        await AssertTravelsAsync(42);
        await AssertTravelsAsync(new DateTime(2024, 2, 29));
        await AssertTravelsAsync((1, "two", 3.0));
        await AssertTravelsAsync("");
        await AssertTravelsAsync("Grüße, 世界 \ud83c\udf0d");
        await AssertTravelsAsync<string?>(null);
        await AssertTravelsAsync<int[]?>(null);
        await AssertTravelsAsync<int?>(null);
        await AssertTravelsAsync(Array.Empty<byte>());
        await AssertTravelsAsync(new[] { DayOfWeek.Friday });
        await AssertTravelsAsync(new[] { "a", null, "c" });
        await AssertTravelsAsync(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        await AssertTravelsAsync<object>(new[] { 1, 2 });
        await AssertTravelsAsync(new List<(int, string)> { (7, "seven") });
        using Shared<Func<int, int>> f = await Pool.ShareAsync<Func<int, int>>(x => x + 1).Bounded();
        Assert.Equal(3, await Pool.ApplyAsync(x => f.Value(x), 2).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Dispose_ReleasesTheValueOnEachSilo()
    {
        using var tally = new Tally();
        Shared<Witness> s = await Pool.ShareAsync(new Witness(tally.Key, Hundred)).Bounded();
        await OnAllWorkersAsync(() => s.Value.Numbers.Length);
        await AssertHeldAsync(tally);
        await s.DisposeAsync();
        s.Dispose();
        await AssertReleasedAsync(tally);
        await AssertUsableAsync();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Dispose_WhileAJobUsesTheValue_ReleasesItAfterTheJob()
    {
        using var tally = new Tally();
        using var gate = new Gate();
        string key = gate.Key;
        Shared<Witness> s = await Pool.ShareAsync(new Witness(tally.Key, Hundred)).Bounded();
        MapResult<int> captured = Pool.MapAsync(x => HeldSum(key, s, x), Hundred, chunkSize: 1);
        var isRead = new TaskCompletionSource();
        MapResult<int> passed = Pool.MapAsync(pair => pair.s.Value.Numbers[pair.x], Pairs(), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        await isRead.Task.Bounded();
        s.Dispose();
        gate.Open();
        Assert.Equal(Hundred.Select(x => x + 4950), await captured.Bounded());
        Assert.Equal(Hundred, await passed.Bounded());
        Assert.Throws<ObjectDisposedException>(() => s.Value);
        await AssertReleasedAsync(tally);

        IEnumerable<(Shared<Witness> s, int x)> Pairs()
        {
            foreach (int x in Hundred)
            {
                yield return (s, x);
            }

            isRead.SetResult();
        }
    }

    [Fact(Timeout = Bound.Test)]
    public async Task DisposedHandle_IsRefused()
    {
        Shared<int[]> s = await Pool.ShareAsync(Hundred).Bounded();
        s.Dispose();
        var error = Assert.Throws<ObjectDisposedException>(() => s.Value);
        Assert.Contains("handle was disposed", error.Message);
        Assert.Throws<ObjectDisposedException>(() => { Pool.MapAsync(x => s.Value[x], Hundred); });
        await Assert.ThrowsAsync<ObjectDisposedException>(() => Pool.ApplyAsync(handle => handle.Value.Length, s).Bounded());
        await AssertUsableAsync();
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EndOfThePool_ReleasesTheValue(bool isTerminated)
    {
        using var tally = new Tally();
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        Shared<Witness> s = await pool.ShareAsync(new Witness(tally.Key, Hundred)).Bounded();
        Assert.Equal(100, await pool.ApplyAsync(() => s.Value.Numbers.Length).Bounded());
        if (isTerminated)
        {
            await pool.TerminateAsync().Bounded();
            await Assert.ThrowsAsync<PoolTerminatedException>(() => pool.ShareAsync(1).Bounded());
        }

        await pool.DisposeAsync().AsTask().Bounded();
        Assert.Throws<ObjectDisposedException>(() => s.Value);
        await Assert.ThrowsAnyAsync<PoolException>(() => pool.ShareAsync(1).Bounded());
        s.Dispose();
        await AssertReleasedAsync(tally);
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EndOfThePool_WhileAValueIsSent_EndsTheSending(bool isTerminated)
    {
        using var gate = new Gate();
        Pool pool = await Fixture.NewPoolAsync().Bounded();
        Task<Shared<Fragile>> sharing = pool.ShareAsync(new Fragile(0, Stage.None, Stage.EncodeArgument, gate.Key, false));
        await gate.ReachedAsync(1);
        await (isTerminated ? pool.TerminateAsync() : pool.DisposeAsync().AsTask()).Bounded();
        PoolException error = await Assert.ThrowsAnyAsync<PoolException>(() => sharing.Bounded());
        Assert.IsType(isTerminated ? typeof(PoolTerminatedException) : typeof(PoolClosedException), error);
        await pool.DisposeAsync().AsTask().Bounded();
    }

    [Fact(Timeout = Bound.Test)]
    public async Task NestedMaps_FindTheValue()
    {
        using var tally = new Tally();
        using Shared<Witness> s = await Pool.ShareAsync(new Witness(tally.Key, Hundred)).Bounded();
        int[] sums = await Pool.MapAsync(
            x => PoolContext.Current.Pool.Map(y => s.Value.Numbers[x + y], new[] { 0, 1 }).Sum() + PoolContext.Current.Pool.Apply(handle => handle.Value.Numbers[x], s),
            Enumerable.Range(0, 50),
            chunkSize: 1).Bounded();
        Assert.Equal(Enumerable.Range(0, 50).Select(x => (3 * x) + 1), sums);
        Assert.Equal(Fixture.Silos, tally.Notes.Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ShareAsync_InAFunction_SharesWithItsNestedMaps()
    {
        int sum = await Pool.ApplyAsync(async () =>
        {
            Pool nested = PoolContext.Current.Pool;
            await using Shared<int[]> s = await nested.ShareAsync(new[] { 1, 2, 3 });
            return (await nested.MapAsync(x => s.Value[x] + s.Value.Length, new[] { 0, 1, 2 })).Sum();
        }).Bounded();
        Assert.Equal(15, sum);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Handle_AsAResult_IsTheClientsOwn()
    {
        using Shared<int[]> s = await Pool.ShareAsync(Hundred).Bounded();
        Shared<int[]>[] back = await Pool.MapAsync(_ => s, new[] { 1, 2 }).Bounded();
        Assert.All(back, each => Assert.Same(Hundred, each.Value));
        Assert.Equal(4950, await Pool.ApplyAsync(handle => handle.Value.Sum(), back[0]).Bounded());
        back[1].Dispose();
        Assert.Throws<ObjectDisposedException>(() => s.Value);
        Assert.Throws<InvalidOperationException>(() => back[0].Value);
        Assert.Throws<FunctionNotShippableException>(() => { Shared<int[]> stale = back[0]; Pool.ApplyAsync(() => stale.Value); });
    }

    [Fact(Timeout = Bound.Test)]
    public async Task TwoPools_KeepTheirValuesApart()
    {
        await using Pool other = await Fixture.NewPoolAsync().Bounded();
        await using Pool third = await Fixture.NewPoolAsync().Bounded();
        using Shared<string> a = await other.ShareAsync("a").Bounded();
        using Shared<string> b = await third.ShareAsync("b").Bounded();
        Assert.Equal("a", await other.ApplyAsync(() => a.Value).Bounded());
        Assert.Equal("b", await third.ApplyAsync(() => b.Value).Bounded());
        var error = Assert.Throws<FunctionNotShippableException>(() => { other.ApplyAsync(() => b.Value); });
        Assert.Contains("was shared with another pool", error.Message);
        var failed = await Assert.ThrowsAsync<ArgumentNotSerializableException>(() => other.ApplyAsync(handle => handle.Value, b).Bounded());
        Assert.Contains("was shared with another pool", failed.Message);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SameValueSharedTwice_IsTwoShares()
    {
        using var tally = new Tally();
        var value = new Witness(tally.Key, Hundred);
        Shared<Witness> first = await Pool.ShareAsync(value).Bounded();
        using Shared<Witness> second = await Pool.ShareAsync(value).Bounded();
        await Eventually.HoldsAsync(() => tally.Notes.Count == 2 * Fixture.Silos, "each silo has two copies");
        first.Dispose();
        Assert.Equal(100, await Pool.ApplyAsync(() => second.Value.Numbers.Length).Bounded());
    }

    private static int HeldSum(string key, Shared<Witness> shared, int x)
    {
        Gate.Pass(key);
        return shared.Value.Numbers.Sum() + x;
    }

    private static async Task AssertHeldAsync(Tally tally)
    {
        GC.Collect();
        await Task.Yield();
        Assert.All(tally.Notes, copy => Assert.True(((WeakReference)copy).IsAlive));
    }

    private static Task AssertReleasedAsync(Tally tally)
    {
        Assert.NotEmpty(tally.Notes);
        return Eventually.HoldsAsync(
            () =>
            {
                GC.Collect();
                return tally.Notes.Cast<WeakReference>().All(copy => !copy.IsAlive);
            },
            "no silo holds the value");
    }

    private async Task AssertTravelsAsync<T>(T value)
    {
        using Shared<T> s = await Pool.ShareAsync(value).Bounded();
        Assert.Equal(value, s.Value);
        Assert.Equal(value, await Pool.ApplyAsync(() => s.Value).Bounded());
    }

    /// <summary>Runs a function on each worker at the same time.</summary>
    private async Task<(string Silo, T Value)[]> OnAllWorkersAsync<T>(Func<T> function)
    {
        using var gate = new Gate();
        string key = gate.Key;
        MapResult<(string, T)> map = Pool.MapAsync(_ => Held(key, function), Enumerable.Range(0, Workers), chunkSize: 1);
        await gate.ReachedAsync(Workers);
        gate.Open();
        return await map.Bounded();
    }

    private static (string Silo, T Value) Held<T>(string key, Func<T> function)
    {
        Gate.Pass(key);
        return (PoolContext.Current.Silo, function());
    }

    private sealed record Parcel(Shared<int[]> Content, int Extra);
}
