using SkiaSharp;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Turns a picture as its camera says, so that the masks, which carry no such mark, lie as the photograph is seen.</summary>
internal static class Orientation
{
    public static RgbImage Upright(RgbImage image, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            return image;
        }

        // From LeftTop on, the rows of the file are columns.
        (int width, int height) = origin >= SKEncodedOrigin.LeftTop ? (image.Height, image.Width) : (image.Width, image.Height);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(image.Pixels.Length);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int column, int row) = Source(x, y, image.Width - 1, image.Height - 1, origin);
                image.Pixels.AsSpan(((row * image.Width) + column) * RgbImage.Channels, RgbImage.Channels)
                    .CopyTo(pixels.AsSpan(((y * width) + x) * RgbImage.Channels));
            }
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>Where the pixel (x, y) of the upright picture is in the file.</summary>
    private static (int Column, int Row) Source(int x, int y, int right, int bottom, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => (right - x, y),
        SKEncodedOrigin.BottomRight => (right - x, bottom - y),
        SKEncodedOrigin.BottomLeft => (x, bottom - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (y, bottom - x),
        SKEncodedOrigin.RightBottom => (right - y, bottom - x),
        SKEncodedOrigin.LeftBottom => (right - y, x),
        _ => (x, y),
    };
}
