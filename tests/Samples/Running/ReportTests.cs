using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Running;
using OrleansPool.Samples.SegmentationMasks.Scoring;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Running;

public sealed class ReportTests : IDisposable
{
    private readonly TemporaryFolder _masks = new();
    private readonly TemporaryFolder _truth = new();

    public void Dispose()
    {
        _masks.Dispose();
        _truth.Dispose();
    }

    [Fact]
    public void Create_ScoredAndUnscoredMasks_AveragesOverTheScored()
    {
        _truth.Write("a-1.png", LabelPngWriter.Encode(Pictures.Labels(4, 0, 0, 1, 1)));
        _truth.Write("b-1.png", LabelPngWriter.Encode(Pictures.Labels(4, 0, 0, 0, 0)));

        var report = Report.Create(Settings(), Tally(seconds: 2, "a", "b", "c"), loop: null);

        Assert.Equal([1, 0.5, null], report.Images.Select(image => image.Score?.Covering));
        Assert.Equal(0.75, report.MeanCovering);
        Assert.Equal(1.5, report.Pool.ImagesPerSecond);
        Assert.Null(report.SpeedUp);
        Assert.True(report.IsAllWell);
    }

    [Fact]
    public void Create_WithLoop_GivesTheSpeedUp()
    {
        var report = Report.Create(Settings(), Tally(seconds: 2, "a"), Tally(seconds: 5, "a"));

        Assert.Equal(2.5, report.SpeedUp);
        Assert.Empty(report.Different);
    }

    [Fact]
    public void Print_UnreadableFile_IsNamedOnTheErrorStreamOnly()
    {
        var tally = Tally(seconds: 1, "a");
        tally.Fail(new Photograph("b.jpg", "b"), new IOException("No such luck."));
        var (output, errors) = (new StringWriter(), new StringWriter());

        var report = Report.Create(Settings(), tally, loop: null);
        ReportPrinter.Print(report, "masks", output, errors);

        Assert.False(report.IsAllWell);
        Assert.Equal("b.jpg: No such luck.", errors.ToString().Trim());
        Assert.DoesNotContain("b.jpg", output.ToString());
        Assert.Contains("1 images in 1.00 s, 1.0 images/s", output.ToString());
    }

    private RunTally Tally(double seconds, params string[] names)
    {
        var tally = new RunTally(_masks.Path);
        foreach (string name in names)
        {
            byte[] labels = LabelPngWriter.Encode(Pictures.Labels(4, 0, 0, 1, 1));
            tally.Save(new Photograph(name + ".jpg", name), new ImageMask(4, 1, 2, labels, [], TimeSpan.Zero));
        }

        tally.Elapsed = TimeSpan.FromSeconds(seconds);
        return tally;
    }

    private RunSettings Settings() =>
        new([], _masks.Path, new TruthFolder(_truth.Path), SegmentationParameters.Default, Workers: 2, WithLoop: false, Json: null);
}
