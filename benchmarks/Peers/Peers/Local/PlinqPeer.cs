using System.Collections.Concurrent;

namespace OrleansPool.Benchmarks.Peers.Peers.Local;

/// <summary>PLINQ, ordered unless the job says otherwise.</summary>
internal sealed class PlinqPeer : LocalPeer
{
    public override string Version => $"PLINQ of .NET {Environment.Version}";

    public override Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize) =>
        Task.FromResult(items.AsParallel().AsOrdered().WithDegreeOfParallelism(Workers).Select(function).ToArray());

    public override Task ImapAsync(Func<int, int> function, IEnumerable<int> items, int? chunkSize, bool isOrdered, Action<int> each)
    {
        foreach (int result in Query(items, isOneByOne: chunkSize == 1, isOrdered).WithDegreeOfParallelism(Workers).Select(function))
        {
            each(result);
        }

        return Task.CompletedTask;
    }

    private static ParallelQuery<int> Query(IEnumerable<int> items, bool isOneByOne, bool isOrdered)
    {
        if (!isOneByOne)
        {
            return isOrdered ? items.AsParallel().AsOrdered() : items.AsParallel();
        }

        OrderablePartitioner<int> one = Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering);
        return (isOrdered ? one.AsParallel().AsOrdered() : one.AsParallel()).WithMergeOptions(ParallelMergeOptions.NotBuffered);
    }
}
