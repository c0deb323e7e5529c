using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Running;
using OrleansPool.Samples.SegmentationMasks.Scenes;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Running;

public sealed class PoolRunTests : IDisposable
{
    private const int SceneCount = 5;
    private readonly TemporaryFolder _photographs = new();
    private readonly TemporaryFolder _masks = new();

    public PoolRunTests()
    {
        for (int number = 1; number <= SceneCount; number++)
        {
            _photographs.Write($"scene-{number}.png", RgbPngWriter.Encode(SyntheticScene.Create(number, 90, 60).Photograph));
        }
    }

    public void Dispose()
    {
        _photographs.Dispose();
        _masks.Dispose();
    }

    [Fact]
    public async Task RunAsync_OneUnreadable_SavesTheOthersJustAsALoopDoes()
    {
        _photographs.Write("bad.jpg", "text"u8.ToArray());
        var (pooled, looped) = (new Reports(), new Reports());

        var pool = await PoolRun.RunAsync(Settings(), pooled, CancellationToken.None);
        var loop = LoopRun.Run(Settings(), looped, CancellationToken.None);

        Assert.Equal((SceneCount + 1, SceneCount + 1), (pooled.Last!.Completed, pooled.Last.Total));
        Assert.Equal((SceneCount + 1, SceneCount + 1), (looped.Last!.Completed, looped.Last.Total));
        Assert.Equal(SceneCount, pool.Masks.Count);
        Assert.Equal(loop.Masks.Select(mask => (mask.Name, mask.SegmentCount)), pool.Masks.Select(mask => (mask.Name, mask.SegmentCount)));
        Assert.Empty(pool.DifferencesTo(loop));
        Assert.Equal(loop.Failures, pool.Failures);
        Assert.Equal(2 * SceneCount, Directory.EnumerateFiles(_masks.Path).Count());
    }

    [Fact]
    public async Task RunAsync_CancelledOnTheWay_Ends()
    {
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => PoolRun.RunAsync(Settings(), new Reports(cancellation.Cancel), cancellation.Token));
    }

    private RunSettings Settings() => new(
        PhotographFolder.List(_photographs.Path),
        _masks.Path,
        Truth: null,
        SegmentationParameters.Default,
        Workers: 2,
        WithLoop: false,
        Json: null);
}
