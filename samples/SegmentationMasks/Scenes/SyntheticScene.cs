using OrleansPool.Samples.SegmentationMasks.Images;
using OrleansPool.Samples.SegmentationMasks.Segmentation;

namespace OrleansPool.Samples.SegmentationMasks.Scenes;

/// <summary>A made-up photograph of overlapping shapes with shading and noise, of which the true segments are known.</summary>
/// <param name="Photograph">What a camera would see.</param>
/// <param name="Truth">The connected areas that can be seen of each shape and of the ground.</param>
internal sealed record SyntheticScene(RgbImage Photograph, LabelMap Truth)
{
    private const int FewestShapes = 4;
    private const int MostShapes = 9;

    /// <summary>Standard deviation of the noise in grey levels: that of a small camera indoors.</summary>
    private const double Noise = 6;

    /// <summary>Makes the scene of that number; the same number always gives the same scene.</summary>
    public static SyntheticScene Create(int seed, int width, int height)
    {
        var random = new Random(seed);
        var shapes = new Shape[random.Next(FewestShapes, MostShapes + 1)];
        for (int i = 0; i < shapes.Length; i++)
        {
            shapes[i] = Shape.Random(random, width, height);
        }

        Paint[] paints = Paint.Palette(random, shapes.Length + 1);
        ushort[] objects = Arrange(shapes, width, height);
        return new SyntheticScene(Render(objects, paints, random, width, height), ConnectedAreas.Of(new LabelMap(width, height, objects)));
    }

    /// <summary>Which object is seen at each pixel: 0 for the ground, else the number of the shape on top.</summary>
    private static ushort[] Arrange(Shape[] shapes, int width, int height)
    {
        ushort[] objects = new ushort[width * height];
        for (int pixel = 0; pixel < objects.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, width);
            objects[pixel] = (ushort)(Array.FindLastIndex(shapes, shape => shape.Contains(x, y)) + 1);
        }

        return objects;
    }

    private static RgbImage Render(ushort[] objects, Paint[] paints, Random random, int width, int height)
    {
        byte[] pixels = new byte[objects.Length * RgbImage.Channels];
        for (int pixel = 0; pixel < objects.Length; pixel++)
        {
            (int y, int x) = Math.DivRem(pixel, width);
            (double red, double green, double blue) = paints[objects[pixel]].At(((double)x / width) - 0.5, ((double)y / height) - 0.5);
            int first = pixel * RgbImage.Channels;
            pixels[first] = Grain(red, random);
            pixels[first + 1] = Grain(green, random);
            pixels[first + 2] = Grain(blue, random);
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>Adds normal noise (Box and Muller, 1958).</summary>
    private static byte Grain(double level, Random random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        double noisy = level + (Noise * radius * Math.Cos(2 * Math.PI * random.NextDouble()));
        return (byte)Math.Clamp(Math.Round(noisy), byte.MinValue, byte.MaxValue);
    }
}
