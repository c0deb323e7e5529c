using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Running;
using OrleansPool.Samples.SegmentationMasks.Scenes;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Running;

public sealed class LoopRunTests : IDisposable
{
    private readonly TemporaryFolder _photographs = new();
    private readonly TemporaryFolder _masks = new();

    public void Dispose()
    {
        _photographs.Dispose();
        _masks.Dispose();
    }

    [Fact]
    public void Run_OneUnreadableOfThree_SavesTheOthersAndNamesIt()
    {
        _photographs.Write("a.png", RgbPngWriter.Encode(SyntheticScene.Create(1, 60, 40).Photograph));
        _photographs.Write("b.png", "text"u8.ToArray());
        _photographs.Write("c.png", RgbPngWriter.Encode(SyntheticScene.Create(2, 60, 40).Photograph));
        var reports = new Reports();

        var tally = LoopRun.Run(Settings(), reports, CancellationToken.None);

        Assert.Equal(["a", "c"], tally.Masks.Select(mask => mask.Name));
        Assert.Equal("b.png", Assert.Single(tally.Failures).File);
        Assert.Equal(3, reports.Last!.Completed);
        Assert.Equal(
            tally.Masks[0].SegmentCount,
            LabelPngReader.Read(Path.Combine(_masks.Path, "a-labels.png")).SegmentCount);
    }

    [Fact]
    public void Run_Cancelled_Stops()
    {
        _photographs.Write("a.png", RgbPngWriter.Encode(SyntheticScene.Create(1, 60, 40).Photograph));

        Assert.Throws<OperationCanceledException>(() => LoopRun.Run(Settings(), new Reports(), new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFiles(_masks.Path));
    }

    private RunSettings Settings() => new(
        PhotographFolder.List(_photographs.Path),
        _masks.Path,
        Truth: null,
        SegmentationParameters.Default,
        Workers: 1,
        WithLoop: false,
        Json: null);
}
