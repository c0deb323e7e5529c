using Microsoft.Extensions.Time.Testing;
using OrleansPool.Hedging;
using OrleansPool.Payloads;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Session;

/// <summary>When the last items are run once more, and that each is so once.</summary>
public sealed class JobHedgeTests : IDisposable
{
    private const double ItemMicroseconds = 1_000_000;

    private readonly FakeTimeProvider _time = new();
    private readonly JobHedge _hedge;
    private readonly List<long> _taken = [];

    public JobHedgeTests() => _hedge = new JobHedge(_time, () => _taken.AddRange(_hedge!.Take([Chunk(5, 2)]).Select(chunk => chunk.First)));

    public void Dispose() => _hedge.Dispose();

    [Fact]
    public void Items_ThatTakeTwiceTheUsualTime_RunOnceMoreEachAlone()
    {
        _hedge.Look(left: 2, workers: 4, ItemMicroseconds);
        _time.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_taken);
        Assert.False(_hedge.HasHedged);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal([5, 6], _taken);
        Assert.True(_hedge.HasHedged);
    }

    [Fact]
    public void Items_ThatRanOnceMore_DoNotDoSoAgain()
    {
        _hedge.Look(left: 2, workers: 4, ItemMicroseconds);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(_hedge.Take([Chunk(5, 2)]));
        ChunkMessage other = Assert.Single(_hedge.Take([Chunk(6, 2)]));
        Assert.Equal((7L, 1, true), (other.First, other.Items.Count, other.IsHedge));
    }

    [Fact]
    public void Items_ThatAreShort_WaitForATenthOfASecond()
    {
        _hedge.Look(left: 1, workers: 4, microseconds: 1);
        _time.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Empty(_taken);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(2, _taken.Count);
    }

    [Theory]
    [InlineData(3L, 4, ItemMicroseconds)] // No worker is idle for each.
    [InlineData(0L, 4, ItemMicroseconds)]
    [InlineData(null, 4, ItemMicroseconds)] // The input goes on.
    [InlineData(1L, 4, 0.0)] // Nothing has ended yet.
    public void Items_ThatAreNotTheLast_AreNotWaitedFor(long? left, int workers, double microseconds)
    {
        _hedge.Look(left, workers, microseconds);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_taken);
    }

    [Fact]
    public void Items_ThatAreNotTheLastAnyMore_AreNotWaitedFor()
    {
        _hedge.Look(left: 1, workers: 4, ItemMicroseconds);
        _time.Advance(TimeSpan.FromSeconds(1));
        _hedge.Look(left: 1, workers: 1, ItemMicroseconds); // Silos were lost.

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Empty(_taken);
    }

    private static ChunkMessage Chunk(long first, int count) => new() { Job = 1, First = first, Items = ItemBlock.Holes(count) };
}
