using OrleansPool.Samples.SegmentationMasks.Scenes;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Segmentation;

public class FelzenszwalbHuttenlocherTests
{
    [Fact]
    public void Segment_EvenPicture_IsOneSegment()
    {
        var image = Pictures.Draw(40, 30, (_, _) => (10, 200, 90));

        Assert.All(FelzenszwalbHuttenlocher.Segment(image, SegmentationParameters.Default).Values, label => Assert.Equal(0, label));
    }

    [Fact]
    public void Segment_TwoRegions_AreExactlyTheTwoSegments()
    {
        var image = Pictures.Grey(60, 40, (x, _) => (byte)(x < 25 ? 40 : 200));

        LabelMap labels = FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(Sigma: 0, Scale: 300, MinSize: 50));

        Assert.Equal(2, labels.SegmentCount);
        Assert.All(labels.Values.Index(), pixel => Assert.Equal(pixel.Index % 60 < 25 ? 0 : 1, pixel.Item));
    }

    [Fact]
    public void Segment_LongGradientBesideAStep_KeepsTheGradientWholeAndCutsAtTheStep()
    {
        // From left to right the gradient changes by more than the step, but slowly: the point of the method.
        var image = Pictures.Grey(100, 40, (x, y) => (byte)(y < 20 ? 255 - x : x));

        LabelMap labels = FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(Sigma: 0, Scale: 200, MinSize: 1));

        Assert.Equal(labels.Values[0], labels.Values[60]);
        Assert.Equal(labels.Values[39 * 100], labels.Values[(39 * 100) + 60]);
        Assert.NotEqual(labels.Values[0], labels.Values[39 * 100]);
    }

    [Theory]
    [InlineData(100, 2)]
    [InlineData(101, 1)]
    public void Segment_PatchBelowTheLeastSize_IsMergedIntoItsNeighbour(int minSize, int expected)
    {
        var image = Pictures.Grey(50, 50, (x, y) => (byte)(x is >= 20 and < 30 && y is >= 20 and < 30 ? 255 : 0));

        LabelMap labels = FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(Sigma: 0, Scale: 300, MinSize: minSize));

        Assert.Equal(expected, labels.SegmentCount);
    }

    [Theory]
    [InlineData(99, 2)]
    [InlineData(100, 1)]
    public void Segment_TwoPixelsTheDistanceOfK_AreMergedIfItIsNoLargerThanK(double distance, int expected)
    {
        // A single pixel has nothing inside and resists by k / 1.
        var image = Pictures.Draw(2, 1, (x, _) => ((byte)(100 * x), 0, 0));

        LabelMap labels = FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(Sigma: 0, Scale: distance, MinSize: 1));

        Assert.Equal(expected, labels.SegmentCount);
    }

    [Fact]
    public void Segment_LargerK_GivesFewerSegments()
    {
        var image = SyntheticScene.Create(3, 120, 90).Photograph;

        int[] counts = [.. new double[] { 10, 100, 1000 }
            .Select(scale => FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(0.8, scale, 1)).SegmentCount)];

        Assert.Equal(counts.Distinct().OrderDescending(), counts);
    }

    [Fact]
    public void Segment_SamePictureTwice_GivesTheSameLabels()
    {
        var first = FelzenszwalbHuttenlocher.Segment(SyntheticScene.Create(5, 150, 100).Photograph, SegmentationParameters.Default);
        var second = FelzenszwalbHuttenlocher.Segment(SyntheticScene.Create(5, 150, 100).Photograph, SegmentationParameters.Default);

        Assert.Equal(first.Values, second.Values);
    }

    [Fact]
    public void Segment_AnyPicture_NumbersFromZeroWithoutGapsInReadingOrder()
    {
        var image = SyntheticScene.Create(7, 150, 100).Photograph;

        LabelMap labels = FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(0.8, 50, 20));

        Assert.True(labels.SegmentCount > 3);
        Assert.Equal(Enumerable.Range(0, labels.SegmentCount), labels.Values.Distinct().Select(label => (int)label));
    }

    [Fact]
    public void Segment_MoreSegmentsThanAMaskHolds_SaysWhatToRaise()
    {
        var image = Pictures.Grey(300, 300, (x, y) => (byte)((x + (2 * y)) % 5 * 60));

        var error = Assert.Throws<InvalidDataException>(
            () => FelzenszwalbHuttenlocher.Segment(image, new SegmentationParameters(Sigma: 0, Scale: 1, MinSize: 1)));

        Assert.Contains("90000 segments", error.Message);
        Assert.Contains("--k", error.Message);
    }
}
