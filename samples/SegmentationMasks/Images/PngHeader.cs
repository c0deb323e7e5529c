using System.Buffers.Binary;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>The measures of a PNG with one value for each pixel.</summary>
internal sealed record PngHeader(int Width, int Height, int BitDepth)
{
    /// <summary>As many pixels as a photograph may have.</summary>
    private const int MaxPixels = PhotographReader.MaxPixels;

    public int RowBytes => (int)((((long)Width * BitDepth) + 7) / 8);

    /// <summary>How far back the filters look for the pixel on the left.</summary>
    public int BytesPerPixel => Math.Max(1, BitDepth / 8);

    public static PngHeader Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length != PngFormat.HeaderLength)
        {
            throw new InvalidDataException($"The header of the PNG has {content.Length} bytes instead of {PngFormat.HeaderLength}.");
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(content);
        int height = BinaryPrimitives.ReadInt32BigEndian(content[4..]);
        if (width < 1 || height < 1 || (long)width * height > MaxPixels)
        {
            throw new InvalidDataException($"A PNG of {width} x {height} pixels cannot be read; 1 to {MaxPixels} pixels can.");
        }

        (int bitDepth, int colourType, int interlace) = (content[8], content[9], content[12]);
        if (colourType is not (PngFormat.Grey or PngFormat.Palette) || bitDepth is not (1 or 2 or 4 or 8 or 16) || interlace != 0)
        {
            throw new InvalidDataException(
                $"A PNG of colour type {colourType}, {bitDepth} bits, interlace {interlace} holds no labels. Save it as plain grey.");
        }

        return new PngHeader(width, height, bitDepth);
    }
}
