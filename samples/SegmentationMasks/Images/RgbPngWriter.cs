using SkiaSharp;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Encodes a colour picture as PNG.</summary>
internal static class RgbPngWriter
{
    /// <summary>A low level: the picture is to be looked at once, and the time would be longer than that of the segmentation.</summary>
    private const int CompressionLevel = 3;

    public static byte[] Encode(RgbImage image)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> rgba = bitmap.GetPixelSpan();
        for (int from = 0, to = 0; from < image.Pixels.Length; from += RgbImage.Channels, to += RgbImage.Channels + 1)
        {
            image.Pixels.AsSpan(from, RgbImage.Channels).CopyTo(rgba[to..]);
            rgba[to + RgbImage.Channels] = byte.MaxValue;
        }

        using SKPixmap pixels = bitmap.PeekPixels();
        var options = new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, CompressionLevel);
        using SKData data = pixels.Encode(options)
            ?? throw new InvalidOperationException($"A picture of {image.Width} x {image.Height} pixels could not be encoded as PNG.");
        return data.ToArray();
    }
}
