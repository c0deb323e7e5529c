using OrleansPool.Benchmarks.Peers.Contents;
using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Peers.Local;

/// <summary><see cref="Parallel.ForEachAsync{TSource}(IEnumerable{TSource}, ParallelOptions, Func{TSource, CancellationToken, ValueTask})"/>; each item writes its result into an array.</summary>
internal sealed class ForEachAsyncPeer : LocalPeer
{
    public override string Version => $"Parallel.ForEachAsync of .NET {Environment.Version}";

    public override string? WhyNot(Job job) => job.Verb is Verb.Imap or Verb.ImapUnordered ? Refusals.NoResultsYet : base.WhyNot(job);

    public override async Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize)
    {
        var results = new TResult[items.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Workers };
        await Parallel.ForEachAsync(Enumerable.Range(0, items.Length), options, async (index, _) => results[index] = await Awaitable.RunAsync(function, items[index]));
        return results;
    }
}
