using CsCheck;
using OrleansPool.Feeding;

namespace OrleansPool.UnitTests.Feeding;

public sealed class ChunkSizerTests
{
    [Theory]
    [InlineData(10, 4, 1)]
    [InlineData(17, 4, 2)]
    [InlineData(100, 4, 7)]
    [InlineData(1000, 8, 32)]
    [InlineData(0, 4, 1)]
    public void Target_KnownCount_FollowsCPythonsRule(int items, int workers, int expected) =>
        Assert.Equal(expected, Sizer(null, items, workers).Target);

    [Fact]
    public void Target_GivenSize_IsOfWholeChunks() => Assert.Equal(60, Sizer(20, 1000, 4).Target);

    [Fact]
    public void Target_GivenSizeAboveAShare_IsKept() => Assert.Equal(500, Sizer(500, 1000, 4).Target);

    [Fact]
    public void Target_GivenSizeAboveTheWindowsShare_IsKept()
    {
        var window = new FeedWindow(items: 80, bytes: 1 << 20, isAdaptive: false, workers: () => 4, () => 0);

        Assert.Equal(70, new ChunkSizer(70, 1_000_000, () => 4, window).Target);
        Assert.Equal(8, new ChunkSizer(4, 1_000_000, () => 4, window).Target);
    }

    [Theory]
    [InlineData(65, 60)]
    [InlineData(60, 60)]
    [InlineData(19, 19)]
    public void Whole_CutsNoChunkButTheOnly(int items, int expected) => Assert.Equal(expected, Sizer(20, 1000, 4).Whole(items));

    [Fact]
    public void Target_UnknownCount_StartsAtOneAndDoubles()
    {
        ChunkSizer sizer = Sizer(null, null, 4);

        Assert.Equal(1, sizer.Target);
        sizer.TargetReached();
        Assert.Equal(2, sizer.Target);
        sizer.TargetReached();
        Assert.Equal(4, sizer.Target);
    }

    [Fact]
    public void Target_Window_IsAtMostAnEighthOfIt()
    {
        var window = new FeedWindow(items: 80, bytes: 1 << 20, isAdaptive: false, workers: () => 4, () => 0);

        Assert.Equal(10, new ChunkSizer(null, 1_000_000, () => 4, window).Target);
    }

    [Fact]
    public void Target_AnyInput_IsAtLeastOneAndCoversTheItemsInFourChunksAWorker() =>
        Gen.Select(Gen.Int[1, int.MaxValue], Gen.Int[1, 4096]).Sample((items, workers) =>
        {
            int target = Sizer(null, items, workers).Target;
            Assert.True(target >= 1);
            Assert.True((long)target * 4 * workers >= items);
            Assert.True((long)(target - 1) * 4 * workers < items);
        });

    private static ChunkSizer Sizer(int? chunkSize, int? items, int workers) =>
        new(chunkSize, items, () => workers, new FeedWindow(null, 1 << 20, isAdaptive: false, () => workers, () => 0));
}
