namespace OrleansPool.BehaviorTests.Support;

/// <summary>A kind of pool that the suite runs over: one pool shared by the tests of a class, and new ones for those that end theirs.</summary>
public abstract class PoolFixture : IAsyncLifetime
{
    private Pool? _pool;

    public Pool Pool => _pool ?? throw new InvalidOperationException("The fixture has not started.");

    /// <summary>Workers of the shared pool, over all silos.</summary>
    public abstract int Workers { get; }

    public abstract int Silos { get; }

    public async Task InitializeAsync()
    {
        _pool = await StartAsync().Bounded();
        await Eventually.HoldsAsync(() => _pool.WorkerCount == Workers, $"the pool has its {Workers} workers");
    }

    public async Task DisposeAsync()
    {
        // Not a drain: what a failed test left behind would hold it up.
        await Pool.TerminateAsync().Bounded();
        await Pool.DisposeAsync().AsTask().Bounded();
        await StopAsync().Bounded();
    }

    /// <summary>A pool of the test's own, with as many workers.</summary>
    public abstract Task<Pool> NewPoolAsync(Action<PoolOptions>? configure = null);

    /// <summary>A pool of another client on the silos of the first, which lives as long as they do.</summary>
    public abstract Task<Pool> SecondClientAsync(Pool first);

    protected abstract Task<Pool> StartAsync();

    protected virtual Task StopAsync() => Task.CompletedTask;
}
