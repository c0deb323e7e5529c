namespace OrleansPool.BehaviorTests.Support;

/// <summary>A silo inside this process.</summary>
public sealed class EmbeddedFixture : PoolFixture
{
    public override int Workers => 4;

    public override int Silos => 1;

    public override Task<Pool> NewPoolAsync(Action<PoolOptions>? configure = null) => LocalPool.StartAsync(options =>
    {
        options.Workers = Workers;
        configure?.Invoke(options);
    });

    protected override Task<Pool> StartAsync() => NewPoolAsync();
}
