using Microsoft.Extensions.DependencyInjection;
using OrleansPool.BehaviorTests.Support;
using OrleansPool.BehaviorTests.Types;

namespace OrleansPool.BehaviorTests;

/// <summary>Dependency injection into functions: what the silo registered, in a scope for each item.</summary>
public abstract class ServiceTests(PoolFixture fixture) : PoolTests(fixture)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Services_Singleton_IsOneForAllItemsOfASilo()
    {
        MapResult<(string Silo, Guid Id)> result = Pool.MapAsync(_ => (PoolContext.Current.Silo, Get<SingleService>().Id), Enumerable.Range(0, 100), chunkSize: 3);
        IGrouping<string, Guid>[] silos = [.. (await result.Bounded()).GroupBy(seen => seen.Silo, seen => seen.Id)];
        Assert.All(silos, silo => Assert.Single(silo.Distinct()));
        Assert.Equal(silos.Length, silos.SelectMany(silo => silo).Distinct().Count());
    }

    [Theory(Timeout = Bound.Test)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Services_Scoped_LivesForOneItem(int chunkSize)
    {
        using var tally = new Tally();
        string key = tally.Key;
        Guid[] ids = await Pool.MapAsync(_ => UseTwice(key), Enumerable.Range(0, 50), chunkSize).Bounded();
        Assert.Equal(50, ids.Distinct().Count());
        Assert.Equal(ids.Order(), tally.Notes.Cast<Guid>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Services_Scoped_LivesUntilAnAsynchronousFunctionHasEnded()
    {
        using var tally = new Tally();
        using var gate = new Gate();
        (string key, string gateKey) = (tally.Key, gate.Key);
        MapResult<Guid> result = Pool.MapAsync(
            async _ =>
            {
                Guid id = UseTwice(key);
                await Gate.PassAsync(gateKey);
                Assert.False(Get<ScopedService>().IsDisposed);
                return id;
            },
            Enumerable.Range(0, 10),
            chunkSize: 1);
        await gate.ReachedAsync(1);
        Assert.Empty(tally.Notes);
        gate.Open();
        Assert.Equal((await result.Bounded()).Order(), tally.Notes.Cast<Guid>().Order());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Services_Scoped_OfItemsThatFail_AreDisposed()
    {
        using var tally = new Tally();
        string key = tally.Key;
        MapResult<int> result = Pool.MapAsync(x => UseTwice(key) == default ? x : throw new InvalidDataException(), Enumerable.Range(0, 10));
        await Assert.ThrowsAsync<InvalidDataException>(() => result.Bounded());
        Assert.Equal(10, tally.Notes.Count);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Services_ThatIsMissing_SaysWhereToRegisterIt()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(() => Get<ServiceTests>().Workers).Bounded());
        Assert.Contains(nameof(ServiceTests), error.Message);
        Assert.Contains("ConfigureServices", error.Message);
        Assert.True(await Pool.ApplyAsync(() => PoolContext.Current.Services.GetService(typeof(ServiceTests)) is null).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Services_ThatThrowsWhenDisposed_CostsNoResult()
    {
        int[] results = await Pool.MapAsync(x => x + Get<BrokenService>().One, Enumerable.Range(0, 10), chunkSize: 5).Bounded();
        Assert.Equal(Enumerable.Range(1, 10), results);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task Services_InTheInitializer_AreDisposedAfterIt()
    {
        await using Pool pool = await Fixture.NewPoolAsync(options => options.Initializer = () => Get<ScopedService>());
        bool[] disposed = await pool.MapAsync(_ => PoolContext.Current.GetState<ScopedService>().IsDisposed, Enumerable.Range(0, 20)).Bounded();
        Assert.All(disposed, Assert.True);
    }

    private static T Get<T>()
        where T : notnull => PoolContext.Current.Services.GetRequiredService<T>();

    private static Guid UseTwice(string key)
    {
        ScopedService service = Get<ScopedService>();
        Assert.Same(service, Get<ScopedService>());
        service.Tally = key;
        return service.Id;
    }
}
