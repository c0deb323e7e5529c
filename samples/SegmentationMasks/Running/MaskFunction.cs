using System.Diagnostics;
using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Running;

/// <summary>What a worker does with a photograph. Static, from plain data to plain data, so that it can run anywhere.</summary>
internal static class MaskFunction
{
    /// <exception cref="InvalidDataException">The file is not a picture, is cut short, or is too large.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ImageMask Create(string path, SegmentationParameters parameters)
    {
        long start = Stopwatch.GetTimestamp();
        RgbImage image = PhotographReader.Read(path);
        LabelMap labels = FelzenszwalbHuttenlocher.Segment(image, parameters);
        byte[] labelPng = LabelPngWriter.Encode(labels);
        byte[] overlayPng = RgbPngWriter.Encode(Overlay.Draw(image, labels));
        return new ImageMask(image.Width, image.Height, labels.SegmentCount, labelPng, overlayPng, Stopwatch.GetElapsedTime(start));
    }
}
