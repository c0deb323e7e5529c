using OrleansPool.Payloads;
using OrleansPool.Watching;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Watching;

/// <summary>Items that run twice are counted once.</summary>
public sealed class HedgedItemsTests
{
    private readonly HedgedItems _items = new();

    [Fact]
    public void Outcome_OfAnItemThatHasEnded_IsRepeated()
    {
        _items.Add(3);

        Assert.Equal([0, 1, 1], [Repeated(2, 4), Repeated(3, 1), Repeated(0, 9)]);
    }

    [Fact]
    public void Outcome_OfAnItemThatThrewAndRunsAgain_Counts()
    {
        _items.Add(3);
        _items.Add(4);
        Repeated(3, 2);

        _items.Retry(first: 3, count: 1);

        Assert.Equal([0, 1, 1], [Repeated(3, 1), Repeated(4, 1), Repeated(3, 1)]);
    }

    private int Repeated(long first, int count) => _items.Repeated(new Segment
    {
        Job = 1,
        Lease = 1,
        First = first,
        Values = ItemBlock.Holes(count),
        WorkerSlot = 0,
    });
}
