using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers.Local;

/// <summary>What .NET itself has for the cores of one process. Items are neither copied nor sent.</summary>
internal abstract class LocalPeer : IPeer
{
    public abstract string Version { get; }

    protected int Workers { get; private set; }

    public virtual string? WhyNot(Job job) => job switch
    {
        { Setup.Silos: > 1 } => Refusals.NoSilos,
        { Content: Content.Payload } => Refusals.NothingTravels,
        { Verb: Verb.Apply, Items: > 1 } => Refusals.NoSingleCalls,
        _ => null,
    };

    public Task PrepareAsync(Setup setup)
    {
        Workers = setup.Workers;

        // A function that waits costs a thread; without this the thread pool would add them one or two a second.
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, Workers + Environment.ProcessorCount), ports);
        return Task.CompletedTask;
    }

    public abstract Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize);

    public virtual Task ImapAsync(Func<int, int> function, IEnumerable<int> items, int? chunkSize, bool isOrdered, Action<int> each) =>
        throw new NotSupportedException(Refusals.NoResultsYet);

    /// <summary>Only for the first result of a fresh process: a loop over one item.</summary>
    public async Task<int> ApplyAsync(Func<int, int> function, int item, int lane) => (await MapAsync(function, [item], chunkSize: null))[0];

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
