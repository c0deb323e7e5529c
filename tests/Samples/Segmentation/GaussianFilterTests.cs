using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.SampleTests.Segmentation;

public class GaussianFilterTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(3)]
    public void Kernel_AnySigma_SumsUpToOneAndFalls(double sigma)
    {
        float[] half = GaussianFilter.Kernel(sigma);

        Assert.Equal(1, half[0] + (2 * half.Skip(1).Sum()), 5);
        Assert.Equal(half.OrderDescending(), half);
    }

    [Fact]
    public void Kernel_SigmaOne_FallsAsTheNormalCurve()
    {
        float[] half = GaussianFilter.Kernel(1);

        Assert.Equal(Math.Exp(-0.5), half[1] / half[0], 5);
        Assert.Equal(Math.Exp(-2), half[2] / half[0], 5);
    }

    [Fact]
    public void Smooth_SigmaZero_LeavesThePixels()
    {
        var image = Pictures.Grey(3, 2, (x, y) => (byte)(10 * ((3 * y) + x)));

        Assert.Equal(image.Pixels.Select(level => (float)level), GaussianFilter.Smooth(image, 0));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 40)]
    [InlineData(37, 5)]
    public void Smooth_EvenPicture_StaysEvenUpToItsBorder(int width, int height)
    {
        var image = Pictures.Draw(width, height, (_, _) => (200, 100, 50));

        float[] smoothed = GaussianFilter.Smooth(image, 1.5);

        Assert.All(smoothed.Index(), value => Assert.Equal(image.Pixels[value.Index], value.Item, 3));
    }

    [Fact]
    public void Smooth_OneBrightPixel_SpreadsAsTheProductOfTwoKernels()
    {
        var image = Pictures.Grey(21, 21, (x, y) => (byte)(x == 10 && y == 10 ? 200 : 0));
        float[] half = GaussianFilter.Kernel(1);

        float[] smoothed = GaussianFilter.Smooth(image, 1);

        Assert.Equal(200 * half[2] * half[3], smoothed[((10 - 3) * 21 + 12) * 3], 4);
        Assert.Equal(200 * half[1] * half[0], smoothed[((10 + 1) * 21 + 10) * 3 + 2], 4);
    }
}
