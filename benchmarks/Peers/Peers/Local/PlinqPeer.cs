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
        ParallelQuery<int> query = chunkSize == 1
            ? Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering).AsParallel().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            : items.AsParallel();
        foreach (int result in (isOrdered ? query.AsOrdered() : query).WithDegreeOfParallelism(Workers).Select(function))
        {
            each(result);
        }

        return Task.CompletedTask;
    }
}
