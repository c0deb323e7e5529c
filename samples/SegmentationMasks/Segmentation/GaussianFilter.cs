using System.Numerics;
using System.Runtime.InteropServices;
using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.Samples.SegmentationMasks.Segmentation;

/// <summary>Smooths the three channels of a picture; beyond its border the picture goes on with its outermost pixel.</summary>
internal static class GaussianFilter
{
    private const int Channels = RgbImage.Channels;

    /// <summary>Half the width of the filter in standard deviations: what is left out weighs less than 0.01 %.</summary>
    private const double Reach = 4;

    /// <returns>Red, green and blue of each pixel, row by row, 0 to 255.</returns>
    public static float[] Smooth(RgbImage image, double sigma)
    {
        float[] pixels = GC.AllocateUninitializedArray<float>(image.Pixels.Length);
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = image.Pixels[i];
        }

        if (sigma == 0)
        {
            return pixels;
        }

        float[] kernel = Kernel(sigma);
        SmoothRows(pixels, image.Width, image.Height, kernel);
        return SmoothColumns(pixels, image.Width, image.Height, kernel);
    }

    /// <summary>The right half of the filter, its middle first; the whole sums up to 1.</summary>
    public static float[] Kernel(double sigma)
    {
        double[] half = new double[(int)Math.Ceiling(sigma * Reach) + 1];
        for (int i = 0; i < half.Length; i++)
        {
            half[i] = Math.Exp(-0.5 * i * i / (sigma * sigma));
        }

        double sum = half[0] + (2 * half.Skip(1).Sum());
        return Array.ConvertAll(half, weight => (float)(weight / sum));
    }

    private static void SmoothRows(float[] pixels, int width, int height, float[] kernel)
    {
        int reach = (kernel.Length - 1) * Channels;
        int rowLength = width * Channels;
        float[] padded = new float[rowLength + (2 * reach)];
        for (int y = 0; y < height; y++)
        {
            Span<float> row = pixels.AsSpan(y * rowLength, rowLength);
            Pad(row, padded, reach);
            row.Clear();
            AddScaled(row, padded.AsSpan(reach, rowLength), kernel[0]);
            for (int i = 1; i < kernel.Length; i++)
            {
                AddScaled(row, padded.AsSpan(reach - (i * Channels), rowLength), kernel[i]);
                AddScaled(row, padded.AsSpan(reach + (i * Channels), rowLength), kernel[i]);
            }
        }
    }

    private static float[] SmoothColumns(float[] pixels, int width, int height, float[] kernel)
    {
        int rowLength = width * Channels;
        float[] smoothed = new float[pixels.Length];
        for (int y = 0; y < height; y++)
        {
            Span<float> row = smoothed.AsSpan(y * rowLength, rowLength);
            AddScaled(row, pixels.AsSpan(y * rowLength, rowLength), kernel[0]);
            for (int i = 1; i < kernel.Length; i++)
            {
                AddScaled(row, pixels.AsSpan(Math.Max(y - i, 0) * rowLength, rowLength), kernel[i]);
                AddScaled(row, pixels.AsSpan(Math.Min(y + i, height - 1) * rowLength, rowLength), kernel[i]);
            }
        }

        return smoothed;
    }

    private static void Pad(ReadOnlySpan<float> row, Span<float> padded, int reach)
    {
        row.CopyTo(padded[reach..]);
        for (int i = 0; i < reach; i += Channels)
        {
            row[..Channels].CopyTo(padded[i..]);
            row[^Channels..].CopyTo(padded[(reach + row.Length + i)..]);
        }
    }

    private static void AddScaled(Span<float> target, ReadOnlySpan<float> source, float factor)
    {
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] += sources[i] * factor;
        }

        for (int i = targets.Length * Vector<float>.Count; i < target.Length; i++)
        {
            target[i] += source[i] * factor;
        }
    }
}
