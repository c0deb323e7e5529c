using OrleansPool.Samples.SegmentationMasks.Images;

namespace OrleansPool.Samples.SegmentationMasks.Segmentation;

/// <summary>The pixels of a picture as a graph: each has edges to its eight neighbours, which weigh their distance.</summary>
/// <remarks>
/// An edge is one number: its upper (or left) pixel times four plus its direction. That and a 16 bit weight are all that is
/// kept of it: 24 bytes for each pixel, and the edges can be sorted in one counting pass.
/// </remarks>
internal sealed class GridGraph
{
    /// <summary>Steps of weight in one grey level. The largest distance, 255 times the root of 3, stays below 65,536 steps.</summary>
    public const int StepsPerLevel = 128;

    private const int Directions = 4;
    private readonly ushort[] _weights;
    private readonly int[] _offsets;

    private GridGraph(ushort[] weights, int[] offsets, int[] sortedEdges)
    {
        _weights = weights;
        _offsets = offsets;
        SortedEdges = sortedEdges;
    }

    /// <summary>All edges, the lightest first; of equal ones the upper left first, so that the result is always the same.</summary>
    public int[] SortedEdges { get; }

    /// <summary>The distance in colour of the two ends, in grey levels, in steps of 1/128.</summary>
    public float WeightOf(int edge) => _weights[edge] * (1f / StepsPerLevel);

    public int FromOf(int edge) => edge / Directions;

    public int ToOf(int edge) => (edge / Directions) + _offsets[edge % Directions];

    /// <param name="pixels">Red, green and blue of each pixel, 0 to 255.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public static GridGraph Create(float[] pixels, int width, int height)
    {
        int[] offsets = [1, width - 1, width, width + 1];
        ushort[] weights = GC.AllocateUninitializedArray<ushort>(width * height * Directions);
        int[] starts = new int[ushort.MaxValue + 2];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int pixel = (y * width) + x;
                for (int direction = 0; direction < Directions; direction++)
                {
                    if (HasNeighbour(x, y, width, height, direction))
                    {
                        ushort weight = Weight(pixels, pixel, pixel + offsets[direction]);
                        weights[(pixel * Directions) + direction] = weight;
                        starts[weight + 1]++;
                    }
                }
            }
        }

        return new GridGraph(weights, offsets, Sort(weights, starts, width, height));
    }

    /// <summary>Counting sort, <paramref name="starts"/> holding at w + 1 how many edges weigh w.</summary>
    private static int[] Sort(ushort[] weights, int[] starts, int width, int height)
    {
        for (int i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        int[] sorted = GC.AllocateUninitializedArray<int>(starts[^1]);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int first = ((y * width) + x) * Directions;
                for (int direction = 0; direction < Directions; direction++)
                {
                    if (HasNeighbour(x, y, width, height, direction))
                    {
                        sorted[starts[weights[first + direction]]++] = first + direction;
                    }
                }
            }
        }

        return sorted;
    }

    /// <summary>Directions: 0 right, 1 below left, 2 below, 3 below right.</summary>
    private static bool HasNeighbour(int x, int y, int width, int height, int direction) => direction switch
    {
        0 => x + 1 < width,
        1 => x > 0 && y + 1 < height,
        2 => y + 1 < height,
        _ => x + 1 < width && y + 1 < height,
    };

    private static ushort Weight(float[] pixels, int a, int b)
    {
        int i = a * RgbImage.Channels;
        int j = b * RgbImage.Channels;
        float red = pixels[i] - pixels[j];
        float green = pixels[i + 1] - pixels[j + 1];
        float blue = pixels[i + 2] - pixels[j + 2];
        return (ushort)((MathF.Sqrt((red * red) + (green * green) + (blue * blue)) * StepsPerLevel) + 0.5f);
    }
}
