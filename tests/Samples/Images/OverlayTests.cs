using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.SampleTests.Images;

public class OverlayTests
{
    [Fact]
    public void Draw_TwoSegments_BlendsWithTheMeanAndDrawsTheLineBetween()
    {
        var image = Pictures.Grey(4, 1, (x, _) => (byte)(x < 2 ? 10 * x : 100));

        var overlay = Overlay.Draw(image, Pictures.Labels(4, 0, 0, 1, 1));

        // Mean of the first segment: 5. Its last pixel is the line.
        Assert.Equal([2, 2, 2, 255, 230, 0, 100, 100, 100, 100, 100, 100], overlay.Pixels);
    }
}
