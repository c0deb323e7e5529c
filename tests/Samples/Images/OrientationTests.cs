using OrleansPool.Samples.SegmentationMasks.Images;
using SkiaSharp;

namespace OrleansPool.SampleTests.Images;

public class OrientationTests
{
    /// <summary>The picture "123 / 456" in the file, and how it is seen: the eight cases of the Exif standard.</summary>
    [Theory]
    [InlineData(SKEncodedOrigin.TopLeft, "123 456")]
    [InlineData(SKEncodedOrigin.TopRight, "321 654")]
    [InlineData(SKEncodedOrigin.BottomRight, "654 321")]
    [InlineData(SKEncodedOrigin.BottomLeft, "456 123")]
    [InlineData(SKEncodedOrigin.LeftTop, "14 25 36")]
    [InlineData(SKEncodedOrigin.RightTop, "41 52 63")]
    [InlineData(SKEncodedOrigin.RightBottom, "63 52 41")]
    [InlineData(SKEncodedOrigin.LeftBottom, "36 25 14")]
    public void Upright_EachOrigin_ShowsTheFirstRowWhereTheNameSays(SKEncodedOrigin origin, string expected)
    {
        var image = Pictures.Grey(3, 2, (x, y) => (byte)((3 * y) + x + 1));

        var upright = Orientation.Upright(image, origin);

        var rows = upright.Pixels.Chunk(3).Select(pixel => pixel[0]).Chunk(upright.Width).Select(row => string.Concat(row));
        Assert.Equal(expected, string.Join(' ', rows));
    }
}
