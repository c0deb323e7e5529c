namespace OrleansPool.BehaviorTests.Support;

/// <summary>A silo inside this process, whose workers are processes.</summary>
public sealed class IsolatedFixture : PoolFixture
{
    public override int Workers => 2;

    public override int Silos => 1;

    public override Task<Pool> NewPoolAsync(Action<PoolOptions>? configure = null) => LocalPool.StartAsync(options =>
    {
        options.Workers = Workers;
        options.Isolation = Isolation.Process;
        options.WorkerMemoryBytes = 512L << 20;
        configure?.Invoke(options);
    });

    public override Task<Pool> SecondClientAsync(Pool first) => throw new NotSupportedException("Workers that are processes have no pool of their silo.");

    protected override Task<Pool> StartAsync() => NewPoolAsync();
}
