using OrleansPool.Samples.SegmentationMasks.Scenes;
using OrleansPool.Samples.SegmentationMasks.Scoring;

namespace OrleansPool.SampleTests.Scoring;

public class SegmentationCoveringTests
{
    [Fact]
    public void Of_Itself_IsOne()
    {
        var truth = SyntheticScene.Create(1, 90, 60).Truth;

        Assert.Equal(1, SegmentationCovering.Of(truth, truth), 12);
    }

    [Fact]
    public void Of_TheSameUnderOtherNumbers_IsOne()
    {
        var truth = Pictures.Labels(4, 0, 0, 1, 1, 2, 2, 1, 1);
        var renumbered = Pictures.Labels(4, 65535, 65535, 7, 7, 0, 0, 7, 7);

        Assert.Equal(1, SegmentationCovering.Of(truth, renumbered), 12);
    }

    [Fact]
    public void Of_OneSegmentForTwoHalves_IsAHalf()
    {
        var truth = Pictures.Labels(4, 0, 0, 1, 1, 0, 0, 1, 1);
        var whole = Pictures.Labels(4, 0, 0, 0, 0, 0, 0, 0, 0);

        Assert.Equal(0.5, SegmentationCovering.Of(truth, whole), 12);
    }

    [Fact]
    public void Of_TwoHalvesForOneSegment_IsAHalf()
    {
        var whole = Pictures.Labels(4, 0, 0, 0, 0);
        var halves = Pictures.Labels(4, 0, 0, 1, 1);

        Assert.Equal(0.5, SegmentationCovering.Of(whole, halves), 12);
    }

    [Fact]
    public void Of_ExampleByHand_WeighsTheBestOverlapOfEachTrueSegmentByItsArea()
    {
        // True 0 has 6 pixels: 4 shared with segment 0 (of 4), so 4/6; 2 with segment 1 (of 6), so 2/10.
        // True 1 has 4 pixels, all in segment 1: 4/6.
        var truth = Pictures.Labels(10, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);
        var segments = Pictures.Labels(10, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);

        Assert.Equal(((6 * 4 / 6.0) + (4 * 4 / 6.0)) / 10, SegmentationCovering.Of(truth, segments), 12);
    }

    [Fact]
    public void Of_SwappedRoles_IsAnotherNumber()
    {
        var truth = Pictures.Labels(8, 0, 0, 0, 0, 0, 0, 1, 2);
        var segments = Pictures.Labels(8, 0, 0, 0, 0, 0, 0, 0, 0);

        Assert.Equal(((6 * 6 / 8.0) + (1 / 8.0) + (1 / 8.0)) / 8, SegmentationCovering.Of(truth, segments), 12);
        Assert.Equal(6 / 8.0, SegmentationCovering.Of(segments, truth), 12);
    }

    [Fact]
    public void Of_OtherSize_NamesBothSizes()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => SegmentationCovering.Of(Pictures.Labels(4, 0, 0, 0, 0), Pictures.Labels(2, 0, 0, 0, 0)));

        Assert.Contains("4 x 1", error.Message);
        Assert.Contains("2 x 2", error.Message);
    }
}
