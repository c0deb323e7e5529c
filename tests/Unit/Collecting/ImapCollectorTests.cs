using Microsoft.Extensions.Time.Testing;
using OrleansPool.Collecting;
using OrleansPool.Feeding;
using OrleansPool.Payloads;
using OrleansPool.Session;
using OrleansPool.Wire;

namespace OrleansPool.UnitTests.Collecting;

/// <summary>Outcomes that come in ranges and are read one by one, perhaps by several readers.</summary>
public sealed class ImapCollectorTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Readers_BesideEachOther_GetEachItemOnce(bool isOrdered)
    {
        const int Ranges = 2_000;
        const int Each = 5;
        FeedWindow window = Window(limit: null);
        ImapCollector<int> collector = Collector(window, isOrdered);

        Task<List<int>>[] readers = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() => ReadAsync(collector)))];
        for (int range = 0; range < Ranges; range++)
        {
            window.Read(Each, 0);
            Accept(collector, range * Each, Each);
        }

        collector.Complete(Ranges * Each);
        List<int>[] read = await Task.WhenAll(readers).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(Enumerable.Range(0, Ranges * Each), read.SelectMany(items => items).Order());
        Assert.All(read, items => Assert.True(!isOrdered || items.SequenceEqual(items.Order())));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(640, 10)]
    [InlineData(1 << 20, 64)]
    public void Window_IsToldOfFewItemsTogether(int limit, int together)
    {
        FeedWindow window = Window(limit);
        ImapCollector<int> collector = Collector(window, isOrdered: true);
        window.Read(limit, 0);
        Accept(collector, 0, limit);

        for (int item = 1; item <= together; item++)
        {
            Assert.Equal(0, window.Room());
            collector.TryTake(out _);
        }

        Assert.Equal(together, window.Room());
    }

    [Fact]
    public void Window_IsToldOfAll_WhenNothingIsThere()
    {
        FeedWindow window = Window(limit: 1 << 20);
        ImapCollector<int> collector = Collector(window, isOrdered: true);
        window.Read(1 << 20, 0);
        Accept(collector, 0, 3);
        collector.TryTake(out _);
        collector.TryTake(out _);
        collector.TryTake(out _);

        Assert.Equal(TakeStatus.Wait, collector.TryTake(out _));

        Assert.Equal(3, window.Room());
    }

    [Fact]
    public void Unread_IsTheTimeSinceItWasSeenThatSomebodyAsked()
    {
        ImapCollector<int> collector = Collector(Window(limit: 8), isOrdered: true);
        Accept(collector, 0, 3);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(5), collector.Unread);

        collector.TryTake(out _);

        Assert.Equal(TimeSpan.Zero, collector.Unread);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(2), collector.Unread);
    }

    private static async Task<List<int>> ReadAsync(ImapCollector<int> collector)
    {
        List<int> read = [];
        while (true)
        {
            switch (collector.TryTake(out Taken<int> taken))
            {
                case TakeStatus.Item:
                    read.Add(taken.Value);
                    break;
                case TakeStatus.End:
                    return read;
                default:
                    await collector.WaitAsync();
                    break;
            }
        }
    }

    private static FeedWindow Window(int? limit) => new(limit, bytes: 64L << 20, isAdaptive: false, () => 2, () => 0);

    private static void Accept(ImapCollector<int> collector, int first, int count)
    {
        var segment = new Segment
        {
            Job = 1,
            Lease = 1,
            First = first,
            Values = RawBlock<int>.Copy([.. Enumerable.Range(first, count)], isReused: false),
            WorkerSlot = 0,
        };
        collector.Accept(segment, new ItemRange(first, count));
    }

    private ImapCollector<int> Collector(FeedWindow window, bool isOrdered) => new(PayloadSerializer.Shared, isOrdered, window, _ => "silo", _time);
}
