using System.Threading.Tasks.Dataflow;
using OrleansPool.Benchmarks.Peers.Contents;

namespace OrleansPool.Benchmarks.Peers.Peers.Local;

/// <summary>A transform block of TPL Dataflow, bounded as one that runs for long must be.</summary>
internal sealed class DataflowPeer : LocalPeer
{
    private const int Capacity = 10_000;

    public override string Version => $"TPL Dataflow of .NET {Environment.Version}";

    public override async Task<TResult[]> MapAsync<TItem, TResult>(Func<TItem, TResult> function, TItem[] items, int? chunkSize)
    {
        var results = new TResult[items.Length];
        int count = 0;
        await RunAsync(function, items, isOrdered: true, result => results[count++] = result);
        return results;
    }

    public override Task ImapAsync(Func<int, int> function, IEnumerable<int> items, int? chunkSize, bool isOrdered, Action<int> each) =>
        RunAsync(function, items, isOrdered, each);

    private async Task RunAsync<TItem, TResult>(Func<TItem, TResult> function, IEnumerable<TItem> items, bool isOrdered, Action<TResult> each)
    {
        var options = new ExecutionDataflowBlockOptions
        {
            MaxDegreeOfParallelism = Workers,
            EnsureOrdered = isOrdered,
            BoundedCapacity = Capacity,
            SingleProducerConstrained = true,
        };
        TransformBlock<TItem, TResult> block = typeof(TItem) == typeof(Pause)
            ? new(item => Awaitable.RunAsync(function, item).AsTask(), options)
            : new(function, options);
        Task fed = Task.Run(() => FeedAsync(block, items));
        while (await block.OutputAvailableAsync())
        {
            while (block.TryReceive(out TResult? result))
            {
                each(result);
            }
        }

        await fed;
        await block.Completion;
    }

    private static async Task FeedAsync<TItem>(ITargetBlock<TItem> block, IEnumerable<TItem> items)
    {
        foreach (TItem item in items)
        {
            if (!block.Post(item))
            {
                await block.SendAsync(item);
            }
        }

        block.Complete();
    }
}
