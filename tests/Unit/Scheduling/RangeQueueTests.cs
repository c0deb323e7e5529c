using CsCheck;
using OrleansPool.Scheduling;

namespace OrleansPool.UnitTests.Scheduling;

public sealed class RangeQueueTests
{
    [Fact]
    public void RangeQueue_AnyUse_KeepsTheOrderOfItems() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 9]).Array[0, 200].Sample(steps =>
        {
            var (queue, model, next) = (new RangeQueue(), new List<long>(), 0L);
            var chunk = new Chunk(1, 0, int.MaxValue, 0, null);
            foreach (var (kind, count) in steps)
            {
                var items = Enumerable.Range(0, count).Select(i => next + i).ToArray();
                if (kind == 0)
                {
                    queue.AddLast(new PendingRange(chunk, next, count, 0, 0));
                    model.AddRange(items);
                }
                else if (kind == 1)
                {
                    queue.AddFirst(new PendingRange(chunk, next, count, 0, 0));
                    model.InsertRange(0, items);
                }
                else if (queue.Count > 0)
                {
                    var taken = Math.Min(count, queue.First.Count);
                    Assert.Equal(model[0], queue.First.First);
                    queue.Take(taken);
                    model.RemoveRange(0, taken);
                }

                next += 10;
                Assert.Equal(model.Count, queue.Items);
            }
        });

    [Fact]
    public void RangeQueue_PiecesComeBack_AreOneRangeAgain()
    {
        var queue = new RangeQueue();
        var chunk = new Chunk(1, 0, 100, 0, null);

        for (var item = 99; item >= 0; item--)
        {
            queue.AddFirst(new PendingRange(chunk, item, 1, 0, 0));
        }

        Assert.Equal((1, 100), (queue.Count, queue.First.Count));
    }

    [Fact]
    public void RangeQueue_DifferentHistories_StayApart()
    {
        var queue = new RangeQueue();
        var chunk = new Chunk(1, 0, 100, 0, null);

        queue.AddFirst(new PendingRange(chunk, 1, 1, 0, 0));
        queue.AddFirst(new PendingRange(chunk, 0, 1, 0, 1));

        Assert.Equal(2, queue.Count);
    }
}
