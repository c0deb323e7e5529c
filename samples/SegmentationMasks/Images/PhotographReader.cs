using SkiaSharp;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Decodes a photograph, upright, whole or not at all.</summary>
internal static class PhotographReader
{
    /// <summary>Segmenting takes about 60 bytes a pixel; a larger picture would need some gigabytes in each worker.</summary>
    public const int MaxPixels = 64 * 1024 * 1024;

    private const int BytesPerPixel = 4;

    /// <exception cref="InvalidDataException">The file is not a picture, is cut short, or is too large.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static RgbImage Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length == 0)
        {
            throw new InvalidDataException("The file is empty (0 bytes).");
        }

        using var data = SKData.CreateCopy(bytes);
        using SKCodec codec = SKCodec.Create(data)
            ?? throw new InvalidDataException($"Its {bytes.Length} bytes are no JPEG, PNG, WebP, BMP or GIF.");
        return Orientation.Upright(Decode(codec), codec.EncodedOrigin);
    }

    private static RgbImage Decode(SKCodec codec)
    {
        (int width, int height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
        {
            throw new InvalidDataException(
                $"Its {width} x {height} pixels are more than the {MaxPixels} that one worker takes. Scale it down.");
        }

        // No colour space is asked for, so the values are those in the file.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var bitmap = new SKBitmap(info);
        SKCodecResult result = codec.GetPixels(info, bitmap.GetPixels());
        return result == SKCodecResult.Success
            ? new RgbImage(width, height, OverWhite(bitmap.GetPixelSpan()))
            : throw new InvalidDataException($"The picture of {width} x {height} pixels is cut short or damaged ({result}).");
    }

    private static byte[] OverWhite(ReadOnlySpan<byte> rgba)
    {
        byte[] rgb = GC.AllocateUninitializedArray<byte>(rgba.Length / BytesPerPixel * RgbImage.Channels);
        for (int from = 0, to = 0; from < rgba.Length; from += BytesPerPixel, to += RgbImage.Channels)
        {
            int white = byte.MaxValue - rgba[from + 3];
            rgb[to] = (byte)(rgba[from] + white);
            rgb[to + 1] = (byte)(rgba[from + 1] + white);
            rgb[to + 2] = (byte)(rgba[from + 2] + white);
        }

        return rgb;
    }
}
