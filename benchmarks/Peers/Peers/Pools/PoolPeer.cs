using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers.Pools;

/// <summary>This pool.</summary>
internal abstract class PoolPeer : IPeer
{
    private Setup? _setup;
    private Pool? _pool;

    public string Version => $"OrleansPool {typeof(Pool).Assembly.GetName().Version?.ToString(3)} on .NET {Environment.Version}";

    private Pool Pool => _pool ?? throw new InvalidOperationException("The pool was not prepared.");

    public abstract string? WhyNot(Job job);

    public async Task PrepareAsync(Setup setup)
    {
        if (_setup != setup)
        {
            await DisposeAsync();
            _pool = await StartAsync(setup);
            _setup = setup;
        }
    }

    public async Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize) =>
        await Pool.MapAsync(function, items, chunkSize: chunkSize);

    public async Task<int[]> StarMapAsync(Func<int, int, int> function, (int, int)[] items, int? chunkSize) =>
        await Pool.StarMapAsync(function, items, chunkSize: chunkSize);

    public async Task ImapAsync(Func<int, int> function, IEnumerable<int> items, int? chunkSize, bool isOrdered, Action<int> each)
    {
        ImapResult<int> results = isOrdered
            ? Pool.Imap(function, items, chunkSize: chunkSize)
            : Pool.ImapUnordered(function, items, chunkSize: chunkSize);
        await foreach (int result in results)
        {
            each(result);
        }
    }

    public async Task<int> ApplyAsync(Func<int, int> function, int item, int lane) => await Pool.ApplyAsync(function, item);

    public async ValueTask DisposeAsync()
    {
        _setup = null;
        if (_pool is not null)
        {
            await _pool.DisposeAsync();
            _pool = null;
        }

        await EndAsync();
    }

    protected abstract Task<Pool> StartAsync(Setup setup);

    /// <summary>Ends what the pool ran on.</summary>
    protected virtual ValueTask EndAsync() => ValueTask.CompletedTask;
}
