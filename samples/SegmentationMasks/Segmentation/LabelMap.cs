namespace OrleansPool.Samples.SegmentationMasks.Segmentation;

/// <summary>A segment number for each pixel, row by row.</summary>
internal sealed class LabelMap
{
    /// <summary>As many segments as a 16 bit grey picture can tell apart.</summary>
    public const int MaxSegments = ushort.MaxValue + 1;

    public LabelMap(int width, int height, ushort[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (values.Length != (long)width * height)
        {
            throw new ArgumentException($"{values.Length} labels do not fill {width} x {height} pixels.", nameof(values));
        }

        Width = width;
        Height = height;
        Values = values;
    }

    public int Width { get; }

    public int Height { get; }

    public ushort[] Values { get; }

    /// <summary>The segments by the highest number in use; exact for the maps made here, which number from 0 without gaps.</summary>
    public int SegmentCount => Values.Max() + 1;

    /// <summary>Numbers the sets of pixels from 0 in the order in which a reader meets them.</summary>
    /// <exception cref="InvalidDataException">There are more than <see cref="MaxSegments"/> sets.</exception>
    public static LabelMap Number(DisjointSet segments, int width, int height)
    {
        if (segments.SetCount > MaxSegments)
        {
            throw new InvalidDataException(
                $"{segments.SetCount} segments are more than the {MaxSegments} that a 16 bit mask can hold. Raise --k or --min-size.");
        }

        ushort[] labels = GC.AllocateUninitializedArray<ushort>(segments.Count);
        int[] numbers = GC.AllocateUninitializedArray<int>(segments.Count);
        Array.Fill(numbers, -1);
        int next = 0;
        for (int pixel = 0; pixel < labels.Length; pixel++)
        {
            ref int number = ref numbers[segments.Find(pixel)];
            if (number < 0)
            {
                number = next++;
            }

            labels[pixel] = (ushort)number;
        }

        return new LabelMap(width, height, labels);
    }
}
