using OrleansPool.Feeding;
using OrleansPool.Payloads;

namespace OrleansPool.Benchmarks.Micro.Client;

/// <summary>Takes what a feeder read, and counts.</summary>
internal sealed class CountingTarget : IFeedTarget
{
    public long Items { get; private set; }

    public void OnChunk(long first, ItemBlock items) => Items += items.Count;

    public void OnItemFailed(FailedItem failure) => throw failure.Error;

    public void OnInputEnded(long total, Exception? error)
    {
        if (error is not null || total != Items)
        {
            throw new InvalidOperationException($"{Items} of {total} items were fed.", error);
        }
    }
}
