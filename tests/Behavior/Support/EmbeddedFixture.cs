namespace OrleansPool.BehaviorTests.Support;

/// <summary>A silo inside this process.</summary>
public sealed class EmbeddedFixture : PoolFixture
{
    public override int Workers => 4;

    public override int Silos => 1;

    public override Task<Pool> NewPoolAsync(Action<PoolOptions>? configure = null) => LocalPool.StartAsync(options =>
    {
        options.Workers = Workers;
        options.Labels = new Dictionary<string, string> { ["zone"] = "a", ["gpu"] = "2" };
        options.ConfigureServices = Types.Services.Add;
        configure?.Invoke(options);
    });

    public override async Task<Pool> SecondClientAsync(Pool first)
    {
        await first.ApplyAsync(() => Inside.Note(PoolContext.Current.Pool)).Bounded();
        return Inside.Pool!;
    }

    protected override Task<Pool> StartAsync() => NewPoolAsync();

    /// <summary>The pool that functions have: items run in this process.</summary>
    private static class Inside
    {
        public static Pool? Pool { get; private set; }

        public static void Note(Pool pool) => Pool = pool;
    }
}
