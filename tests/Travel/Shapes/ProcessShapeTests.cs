using OrleansPool.TravelTests.Support;

namespace OrleansPool.TravelTests.Shapes;

/// <summary>What functions of a package do to the process that runs them, and what they lack there.</summary>
[Collection(nameof(IsolatedSilo))]
public sealed class ProcessShapeTests(IsolatedSilo silo) : ShapeTests(silo)
{
    [Fact(Timeout = Bound.Test)]
    public async Task Function_RunsInNoProcessOfTheSilo_AndEndsOnlyItsOwn()
    {
        int first = await Pool.ApplyAsync(() => Environment.ProcessId).Bounded();
        Assert.NotEqual(Environment.ProcessId, first);
        var lost = await Assert.ThrowsAsync<WorkerLostException>(() => Pool.ApplyAsync(
            () => Environment.Exit(5),
            options: new JobOptions { MaxAttempts = 1 }).AsTask().WaitAsync(Bound.Limit));
        Assert.Contains("exit code 5", lost.Message, StringComparison.Ordinal);
        Assert.Equal(4, await Pool.ApplyAsync(x => x + 1, 3).Bounded());
    }

    [Fact(Timeout = Bound.Test)]
    public async Task SharedValuesAndServicesAndPools_AreRefusedClearly()
    {
        var share = await Assert.ThrowsAsync<NotSupportedException>(() => Pool.ShareAsync(new[] { 1, 2 }).WaitAsync(Bound.Limit));
        Assert.Contains("--isolation process", share.Message, StringComparison.Ordinal);
        var services = await Assert.ThrowsAnyAsync<Exception>(() => Pool.ApplyAsync(() => PoolContext.Current.Services.GetService(typeof(TimeProvider)) is null).Bounded());
        Assert.Contains("Isolation.Process", services.Message, StringComparison.Ordinal);
        var pool = await Assert.ThrowsAsync<InvalidOperationException>(() => Pool.ApplyAsync(() => PoolContext.Current.Pool.WorkerCount).Bounded());
        Assert.Contains("code that travels", pool.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Bound.Test)]
    public async Task ItemThatDoesNotEnd_IsKilled()
    {
        MapResult<double> map = Pool.MapAsync(
            x =>
            {
                Thread.Sleep(Timeout.Infinite);
                return x.Size;
            },
            [new Shape("endless", 1)],
            options: new JobOptions { ItemTimeout = TimeSpan.FromMilliseconds(200), ItemTimeoutGrace = TimeSpan.FromMilliseconds(100) });
        await Assert.ThrowsAsync<ItemTimeoutException>(() => map.Bounded());
        Assert.Equal(3, await Pool.ApplyAsync(x => x, 3).Bounded());
    }
}
