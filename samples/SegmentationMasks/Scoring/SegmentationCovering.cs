using System.Runtime.InteropServices;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Scoring;

/// <summary>How well one segmentation covers another, 0 to 1.</summary>
/// <remarks>
/// P. Arbeláez, M. Maire, C. Fowlkes and J. Malik, "Contour Detection and Hierarchical Image Segmentation", IEEE Transactions on
/// Pattern Analysis and Machine Intelligence 33(5), 2011, pp. 898-916, section 3.1.2: each true segment is given the overlap
/// |R ∩ R'| / |R ∪ R'| with the segment that fits it best, and counts by its area.
/// </remarks>
internal static class SegmentationCovering
{
    private const int Labels = LabelMap.MaxSegments;

    /// <summary>The covering of <paramref name="truth"/> by <paramref name="segmentation"/>.</summary>
    /// <exception cref="InvalidDataException">The two have not the same width and height.</exception>
    public static double Of(LabelMap truth, LabelMap segmentation)
    {
        if (truth.Width != segmentation.Width || truth.Height != segmentation.Height)
        {
            throw new InvalidDataException(
                $"The truth has {truth.Width} x {truth.Height} pixels, the segmentation {segmentation.Width} x {segmentation.Height}.");
        }

        int[] trueAreas = Areas(truth);
        int[] areas = Areas(segmentation);
        double[] best = new double[Labels];
        foreach ((long pair, int shared) in Intersections(truth.Values, segmentation.Values))
        {
            (long trueLabel, long label) = Math.DivRem(pair, Labels);
            double overlap = (double)shared / (trueAreas[trueLabel] + areas[label] - shared);
            best[trueLabel] = Math.Max(best[trueLabel], overlap);
        }

        return best.Zip(trueAreas, (overlap, area) => overlap * area).Sum() / truth.Values.Length;
    }

    private static int[] Areas(LabelMap labels)
    {
        int[] areas = new int[Labels];
        foreach (ushort label in labels.Values)
        {
            areas[label]++;
        }

        return areas;
    }

    /// <summary>How many pixels each pair of labels shares; counted by runs, as neighbours mostly have the same pair.</summary>
    private static Dictionary<long, int> Intersections(ushort[] truth, ushort[] segmentation)
    {
        Dictionary<long, int> counts = [];
        for (int start = 0, end = 0; start < truth.Length; start = end)
        {
            while (end < truth.Length && truth[end] == truth[start] && segmentation[end] == segmentation[start])
            {
                end++;
            }

            long pair = ((long)truth[start] * Labels) + segmentation[start];
            CollectionsMarshal.GetValueRefOrAddDefault(counts, pair, out _) += end - start;
        }

        return counts;
    }
}
