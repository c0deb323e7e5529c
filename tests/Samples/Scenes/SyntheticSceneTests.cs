using OrleansPool.Samples.SegmentationMasks.Scenes;
using OrleansPool.Samples.SegmentationMasks.Scoring;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Scenes;

public class SyntheticSceneTests
{
    [Fact]
    public void Create_SameNumber_GivesTheSameScene()
    {
        var (first, second) = (SyntheticScene.Create(4, 80, 60), SyntheticScene.Create(4, 80, 60));

        Assert.Equal(first.Photograph.Pixels, second.Photograph.Pixels);
        Assert.Equal(first.Truth.Values, second.Truth.Values);
    }

    [Fact]
    public void Create_OtherNumber_GivesAnotherScene() =>
        Assert.NotEqual(SyntheticScene.Create(4, 80, 60).Truth.Values, SyntheticScene.Create(5, 80, 60).Truth.Values);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Segment_OfAScene_FindsMostOfItsShapes(int number)
    {
        var scene = SyntheticScene.Create(number, 480, 320);

        var labels = FelzenszwalbHuttenlocher.Segment(scene.Photograph, SegmentationParameters.Default);

        Assert.InRange(SegmentationCovering.Of(scene.Truth, labels), 0.85, 1);
    }

    [Fact]
    public void ConnectedAreas_TwoPartsOfOneObject_GetNumbersOfTheirOwn()
    {
        var objects = Pictures.Labels(3, 5, 2, 5, 5, 2, 5, 2, 2, 2);

        Assert.Equal([0, 1, 2, 0, 1, 2, 1, 1, 1], ConnectedAreas.Of(objects).Values);
    }
}
