using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Images;

/// <summary>Paints each segment with its mean colour over the photograph, and a line where two segments meet.</summary>
internal static class Overlay
{
    private static readonly byte[] Line = [255, 230, 0];

    public static RgbImage Draw(RgbImage image, LabelMap labels)
    {
        byte[] means = MeanColours(image, labels);
        byte[] pixels = GC.AllocateUninitializedArray<byte>(image.Pixels.Length);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
            {
                int pixel = (y * image.Width) + x;
                int mean = labels.Values[pixel] * RgbImage.Channels;
                bool onLine = IsBoundary(labels, pixel, x, y);
                for (int channel = 0; channel < RgbImage.Channels; channel++)
                {
                    int i = (pixel * RgbImage.Channels) + channel;
                    pixels[i] = onLine ? Line[channel] : (byte)((image.Pixels[i] + means[mean + channel]) / 2);
                }
            }
        }

        return new RgbImage(image.Width, image.Height, pixels);
    }

    /// <summary>Whether another segment begins to the right or below; a line one pixel wide covers the least of the photograph.</summary>
    private static bool IsBoundary(LabelMap labels, int pixel, int x, int y)
    {
        ushort label = labels.Values[pixel];
        return (x + 1 < labels.Width && labels.Values[pixel + 1] != label)
            || (y + 1 < labels.Height && labels.Values[pixel + labels.Width] != label);
    }

    private static byte[] MeanColours(RgbImage image, LabelMap labels)
    {
        int count = labels.SegmentCount;
        long[] sums = new long[count * RgbImage.Channels];
        int[] sizes = new int[count];
        for (int pixel = 0; pixel < labels.Values.Length; pixel++)
        {
            int label = labels.Values[pixel];
            sizes[label]++;
            for (int channel = 0; channel < RgbImage.Channels; channel++)
            {
                sums[(label * RgbImage.Channels) + channel] += image.Pixels[(pixel * RgbImage.Channels) + channel];
            }
        }

        byte[] means = new byte[sums.Length];
        for (int i = 0; i < means.Length; i++)
        {
            means[i] = (byte)(sums[i] / Math.Max(1, sizes[i / RgbImage.Channels]));
        }

        return means;
    }
}
