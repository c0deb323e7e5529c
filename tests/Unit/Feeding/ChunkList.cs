using OrleansPool.Feeding;
using OrleansPool.Payloads;

namespace OrleansPool.UnitTests.Feeding;

/// <summary>Keeps the chunks that it is given.</summary>
internal sealed class ChunkList : List<ItemBlock>, IFeedTarget
{
    public List<long> Firsts { get; } = [];

    public void OnChunk(long first, ItemBlock items)
    {
        Firsts.Add(first);
        Add(items);
    }

    public void OnItemFailed(FailedItem failure) => Assert.Fail($"Item {failure.Index}: {failure.Error}");

    public void OnInputEnded(long total, Exception? error) => Assert.Fail("A builder does not end the input.");
}
