using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;
using SkiaSharp;

namespace OrleansPool.SampleTests.Images;

public class LabelPngTests
{
    private const int BitDepthAt = 24;
    private const int ColourTypeAt = 25;

    [Theory]
    [InlineData(1, 8)]
    [InlineData(256, 8)]
    [InlineData(257, 16)]
    [InlineData(65536, 16)]
    public void Encode_ThenDecode_GivesTheLabelsBackInTheLeastDepth(int segments, int bitDepth)
    {
        var labels = Labels(width: 300, height: 220, segments);

        byte[] png = LabelPngWriter.Encode(labels);
        var decoded = LabelPngReader.Decode(png);

        Assert.Equal(bitDepth, png[BitDepthAt]);
        Assert.Equal(0, png[ColourTypeAt]);
        Assert.Equal((300, 220), (decoded.Width, decoded.Height));
        Assert.Equal(labels.Values, decoded.Values);
    }

    [Fact]
    public void Encode_UpTo256Segments_IsReadAlikeByAnIndependentDecoder()
    {
        var labels = Labels(width: 33, height: 17, segments: 256);

        using var bitmap = SKBitmap.Decode(LabelPngWriter.Encode(labels));

        Assert.Equal(SKColorType.Gray8, bitmap.ColorType);
        for (int y = 0; y < 17; y++)
        {
            byte[] row = bitmap.GetPixelSpan().Slice(y * bitmap.RowBytes, 33).ToArray();
            Assert.Equal(labels.Values[(y * 33)..((y + 1) * 33)], row.Select(level => (ushort)level));
        }
    }

    [Fact]
    public void Encode_MoreSegments_IsReadByAnIndependentDecoderWithTheUpperHalfOfEachNumber()
    {
        var labels = Labels(width: 200, height: 100, segments: 20000);

        using var bitmap = SKBitmap.Decode(LabelPngWriter.Encode(labels));

        Assert.Equal((200, 100), (bitmap.Width, bitmap.Height));
        Assert.All(labels.Values.Index(), pixel =>
        {
            (int y, int x) = Math.DivRem(pixel.Index, 200);
            Assert.InRange(bitmap.GetPixel(x, y).Red - (pixel.Item / 257), -1, 1);
        });
    }

    [Theory]
    [InlineData(SKPngEncoderFilterFlags.None)]
    [InlineData(SKPngEncoderFilterFlags.Sub)]
    [InlineData(SKPngEncoderFilterFlags.Up)]
    [InlineData(SKPngEncoderFilterFlags.Avg)]
    [InlineData(SKPngEncoderFilterFlags.Paeth)]
    public void Decode_GreyPngOfAnotherProgramWithEachFilter_GivesItsLevels(SKPngEncoderFilterFlags filter)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 25, SKColorType.Gray8, SKAlphaType.Opaque));
        new Random(4).NextBytes(bitmap.GetPixelSpan());
        using var pixels = bitmap.PeekPixels();
        using var png = pixels.Encode(new SKPngEncoderOptions(filter, 6));

        var labels = LabelPngReader.Decode(png!.ToArray());

        Assert.Equal(
            Enumerable.Range(0, 40 * 25).Select(i => (ushort)bitmap.GetPixelSpan()[(i / 40 * bitmap.RowBytes) + (i % 40)]),
            labels.Values);
    }

    [Fact]
    public void Decode_CutShort_SaysSo()
    {
        byte[] png = LabelPngWriter.Encode(Labels(50, 50, 40));

        Assert.All(
            [0, 7, 20, 60, png.Length - 1],
            length => Assert.Throws<InvalidDataException>(() => LabelPngReader.Decode(png.AsSpan(0, length))));
    }

    [Fact]
    public void Decode_OneBitFlipped_IsNoticed()
    {
        byte[] png = LabelPngWriter.Encode(Labels(50, 50, 40));
        png[60] ^= 1;

        Assert.Contains("checksum", Assert.Throws<InvalidDataException>(() => LabelPngReader.Decode(png)).Message);
    }

    [Fact]
    public void Decode_ColourPicture_IsRefused()
    {
        byte[] png = RgbPngWriter.Encode(Pictures.Draw(4, 4, (_, _) => (1, 2, 3)));

        Assert.Contains("colour type", Assert.Throws<InvalidDataException>(() => LabelPngReader.Decode(png)).Message);
    }

    private static LabelMap Labels(int width, int height, int segments)
    {
        ushort[] values = new ushort[width * height];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (ushort)(i % segments);
        }

        return new LabelMap(width, height, values);
    }
}
