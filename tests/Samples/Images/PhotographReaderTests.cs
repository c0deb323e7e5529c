using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Scenes;
using SkiaSharp;

namespace OrleansPool.SampleTests.Images;

public sealed class PhotographReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_Png_GivesTheExactPixels()
    {
        var scene = SyntheticScene.Create(1, 37, 23).Photograph;

        var image = PhotographReader.Read(_folder.Write("scene.png", RgbPngWriter.Encode(scene)));

        Assert.Equal((37, 23), (image.Width, image.Height));
        Assert.Equal(scene.Pixels, image.Pixels);
    }

    [Fact]
    public void Read_TransparentPixels_LieOverWhite()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(2, 1, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        bitmap.SetPixel(0, 0, new SKColor(10, 20, 30, 0));
        bitmap.SetPixel(1, 0, new SKColor(10, 20, 30, 255));
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);

        var image = PhotographReader.Read(_folder.Write("glass.png", data.ToArray()));

        Assert.Equal([255, 255, 255, 10, 20, 30], image.Pixels);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(50)]
    public void Read_JpegCutShort_IsRefusedWhole(int parts)
    {
        byte[] jpeg = Jpeg();
        string file = _folder.Write("cut.jpg", jpeg[..(jpeg.Length - (jpeg.Length / parts))]);

        var error = Assert.Throws<InvalidDataException>(() => PhotographReader.Read(file));

        Assert.Contains("cut short", error.Message);
    }

    [Fact]
    public void Read_TextFile_SaysThatItIsNoPicture()
    {
        string file = _folder.Write("text.jpg", "not a picture"u8.ToArray());

        var error = Assert.Throws<InvalidDataException>(() => PhotographReader.Read(file));

        Assert.Contains("13 bytes", error.Message);
    }

    [Fact]
    public void Read_EmptyFile_SaysThatItIsEmpty()
    {
        var error = Assert.Throws<InvalidDataException>(() => PhotographReader.Read(_folder.Write("zero.jpg", [])));

        Assert.Contains("0 bytes", error.Message);
    }

    [Fact]
    public void Read_CameraHeldUpright_GivesTheUprightPicture()
    {
        // Tag 0x0112 (orientation) = 6: the top of the scene is the right side of the stored picture.
        byte[] mark =
        [
            0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0II*\0"u8, 0x08, 0, 0, 0, 0x01, 0,
            0x12, 0x01, 0x03, 0, 0x01, 0, 0, 0, 0x06, 0, 0, 0, 0, 0, 0, 0,
        ];
        byte[] jpeg = Jpeg();

        var plain = PhotographReader.Read(_folder.Write("plain.jpg", jpeg));
        var turned = PhotographReader.Read(_folder.Write("turned.jpg", [.. jpeg[..2], .. mark, .. jpeg[2..]]));

        Assert.Equal((plain.Height, plain.Width), (turned.Width, turned.Height));
        Assert.Equal(PixelAt(plain, 0, plain.Height - 1), PixelAt(turned, 0, 0));
        Assert.Equal(PixelAt(plain, 0, 0), PixelAt(turned, turned.Width - 1, 0));
        Assert.Equal(PixelAt(plain, plain.Width - 1, plain.Height - 1), PixelAt(turned, 0, turned.Height - 1));
    }

    private static byte[] Jpeg()
    {
        using var bitmap = SKBitmap.Decode(RgbPngWriter.Encode(SyntheticScene.Create(2, 120, 80).Photograph));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }

    private static byte[] PixelAt(RgbImage image, int x, int y) => image.Pixels.AsSpan(((y * image.Width) + x) * 3, 3).ToArray();
}
