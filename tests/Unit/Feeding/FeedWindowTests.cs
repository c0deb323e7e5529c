using OrleansPool.Feeding;

namespace OrleansPool.UnitTests.Feeding;

public sealed class FeedWindowTests
{
    [Fact]
    public void Room_ItemsReadUpToTheLimit_IsZeroUntilYielded()
    {
        FeedWindow window = Window(items: 3);

        window.Read(3, 30);
        Assert.Equal(0, window.Room());
        window.Received(1, 10, 10);
        Assert.Equal(0, window.Room());
        window.Yielded(1, 10);
        Assert.Equal(1, window.Room());
    }

    [Fact]
    public void Room_BytesReadUpToTheLimit_IsZeroUntilLetGo()
    {
        FeedWindow window = Window(bytes: 100);

        window.Read(1, 120);
        Assert.Equal(0, window.Room());
        window.Received(1, 120, 5);
        Assert.True(window.Room() > 0);
    }

    [Fact]
    public void Room_ResultsThatWillComeAreLarge_CountsThemAhead()
    {
        FeedWindow window = Window(bytes: 100);

        window.Read(3, 3);
        window.Received(1, 1, 60);

        // 60 bytes are held and two more results of the same size are expected.
        Assert.Equal(0, window.Room());
    }

    [Fact]
    public void Room_NothingOutstanding_LetsOneThroughHoweverLarge() => Assert.True(Window(bytes: 1).Room() > 0);

    [Fact]
    public async Task WaitForRoomAsync_Yielded_Completes()
    {
        FeedWindow window = Window(items: 1);
        window.Read(1, 1);

        Task waiting = window.WaitForRoomAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        window.Received(1, 1, 1);
        window.Yielded(1, 1);

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(100_000, 8)]
    [InlineData(1_000, 200)]
    [InlineData(0.01, 1 << 18)]
    public void Adapt_MeasuredTime_HoldsATenthOfASecondOfWork(double microseconds, int limit)
    {
        FeedWindow window = new(items: null, bytes: 1 << 20, isAdaptive: true, workers: () => 2, () => 0);

        window.Adapt(microseconds);

        Assert.Equal(limit, window.Limit);
    }

    [Fact]
    public void Adapt_LongWay_HoldsWhatIsOnItBesides()
    {
        FeedWindow window = new(items: null, bytes: 1 << 20, isAdaptive: true, workers: () => 2, microsecondsOnTheWay: () => 300_000);

        window.Adapt(1_000);

        Assert.Equal(800, window.Limit);
    }

    [Fact]
    public void Adapt_GivenLimit_IsKept()
    {
        FeedWindow window = Window(items: 5);

        window.Adapt(0.01);

        Assert.Equal(5, window.Limit);
    }

    private static FeedWindow Window(int? items = null, long bytes = 1 << 20) => new(items, bytes, isAdaptive: false, workers: () => 2, () => 0);
}
