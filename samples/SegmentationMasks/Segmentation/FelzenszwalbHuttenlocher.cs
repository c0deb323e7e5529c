using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.Samples.SegmentationMasks.Segmentation;

/// <summary>Cuts a picture into segments by merging neighbouring pixels along the lightest edges first.</summary>
/// <remarks>
/// P. F. Felzenszwalb and D. P. Huttenlocher, "Efficient Graph-Based Image Segmentation", International Journal of Computer
/// Vision 59(2), 2004, pp. 167-181. Two components are merged when the edge between them is no heavier than the heaviest edge
/// inside either one plus k / size of that one: a boundary counts where the step over it is larger than the steps within.
/// One graph over all three channels, as in the authors' own program, where the paper intersects three graphs.
/// </remarks>
internal static class FelzenszwalbHuttenlocher
{
    public static LabelMap Segment(RgbImage image, SegmentationParameters parameters)
    {
        float[] pixels = GaussianFilter.Smooth(image, parameters.Sigma);
        GridGraph graph = GridGraph.Create(pixels, image.Width, image.Height);
        var segments = new DisjointSet(image.Width * image.Height);
        Span<int> boundaries = MergeAlike(graph, segments, (float)parameters.Scale);
        MergeSmall(graph, boundaries, segments, parameters.MinSize);
        return LabelMap.Number(segments, image.Width, image.Height);
    }

    /// <returns>
    /// The edges along which nothing was merged, still in order of weight. All others are inside a component for good, so the next
    /// pass need not look at them; they are three of four, and each costs a visit to a far place in memory.
    /// </returns>
    private static Span<int> MergeAlike(GridGraph graph, DisjointSet segments, float scale)
    {
        // What the next edge of a component may weigh: its heaviest edge so far plus scale / size.
        float[] limits = GC.AllocateUninitializedArray<float>(segments.Count);
        Array.Fill(limits, scale);

        // The kept edges move to the front of the same array: the graph is used up here.
        int[] edges = graph.SortedEdges;
        int kept = 0;
        foreach (int edge in edges)
        {
            int a = segments.Find(graph.FromOf(edge));
            int b = segments.Find(graph.ToOf(edge));
            if (a == b)
            {
                continue;
            }

            float weight = graph.WeightOf(edge);
            if (weight <= limits[a] && weight <= limits[b])
            {
                // Edges come in order of weight, so this one is now the heaviest inside.
                int root = segments.Union(a, b);
                limits[root] = weight + (scale / segments.SizeOf(root));
            }
            else
            {
                edges[kept++] = edge;
            }
        }

        return edges.AsSpan(0, kept);
    }

    private static void MergeSmall(GridGraph graph, ReadOnlySpan<int> boundaries, DisjointSet segments, int minSize)
    {
        foreach (int edge in boundaries)
        {
            int a = segments.Find(graph.FromOf(edge));
            int b = segments.Find(graph.ToOf(edge));
            if (a != b && (segments.SizeOf(a) < minSize || segments.SizeOf(b) < minSize))
            {
                segments.Union(a, b);
            }
        }
    }
}
