using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests;

/// <summary>Small pictures and labels to test with.</summary>
internal static class Pictures
{
    public static RgbImage Draw(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colourAt)
    {
        byte[] pixels = new byte[width * height * RgbImage.Channels];
        for (int pixel = 0; pixel < width * height; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, width);
            (pixels[pixel * 3], pixels[(pixel * 3) + 1], pixels[(pixel * 3) + 2]) = colourAt(x, y);
        }

        return new RgbImage(width, height, pixels);
    }

    public static RgbImage Grey(int width, int height, Func<int, int, byte> levelAt) =>
        Draw(width, height, (x, y) => (levelAt(x, y), levelAt(x, y), levelAt(x, y)));

    public static LabelMap Labels(int width, params ushort[] values) => new(width, values.Length / width, values);
}
