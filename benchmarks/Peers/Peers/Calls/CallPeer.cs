using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls;

/// <summary>A peer that knows single calls only: a loop over items is some calls at a time.</summary>
internal abstract class CallPeer : IPeer
{
    public abstract string Version { get; }

    public virtual string? WhyNot(Job job) => job.Setup.Silos > 1 ? Refusals.NoSilos : null;

    public abstract Task PrepareAsync(Setup setup);

    public async Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize)
    {
        var results = new TResult[items.Length];
        int last = -1;
        await Task.WhenAll(Enumerable.Range(0, LanesFor<TItem>()).Select(lane => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref last) is int index && index < items.Length)
            {
                results[index] = await CallAsync<TItem, TResult>(items[index], lane);
            }
        })));
        return results;
    }

    public Task ImapAsync(Func<int, int> function, IEnumerable<int> items, int? chunkSize, bool isOrdered, Action<int> each) =>
        isOrdered ? InOrderAsync(items, each) : AsTheyComeAsync(items, each);

    public Task<int> ApplyAsync(Func<int, int> function, int item, int lane) => CallAsync<int, int>(item, lane);

    public abstract ValueTask DisposeAsync();

    /// <summary>The call for an item of one of the <see cref="Content"/>s.</summary>
    protected abstract Task<TResult> CallAsync<TItem, TResult>(TItem item, int lane);

    /// <summary>How many calls there are at a time.</summary>
    protected abstract int LanesFor<TItem>();

    private async Task InOrderAsync(IEnumerable<int> items, Action<int> each)
    {
        var open = new Queue<Task<int>>();
        int lanes = LanesFor<int>();
        int lane = 0;
        foreach (int item in items)
        {
            if (open.Count == lanes)
            {
                each(await open.Dequeue());
            }

            open.Enqueue(CallAsync<int, int>(item, lane++ % lanes));
        }

        while (open.TryDequeue(out Task<int>? call))
        {
            each(await call);
        }
    }

    private async Task AsTheyComeAsync(IEnumerable<int> items, Action<int> each)
    {
        var gate = new Lock();
        using IEnumerator<int> input = items.GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, LanesFor<int>()).Select(lane => Task.Run(async () =>
        {
            while (Next() is { } item)
            {
                int result = await CallAsync<int, int>(item, lane);
                lock (gate)
                {
                    each(result);
                }
            }
        })));

        int? Next()
        {
            lock (gate)
            {
                return input.MoveNext() ? input.Current : null;
            }
        }
    }
}
