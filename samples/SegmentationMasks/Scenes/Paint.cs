namespace OrleansPool.Samples.SegmentationMasks.Scenes;

/// <summary>A colour that grows lighter in one direction.</summary>
/// <param name="Red">In the middle of the picture, 0 to 255.</param>
/// <param name="Green">In the middle of the picture, 0 to 255.</param>
/// <param name="Blue">In the middle of the picture, 0 to 255.</param>
/// <param name="SlopeX">Grey levels gained over the width of the picture.</param>
/// <param name="SlopeY">Grey levels gained over its height.</param>
internal readonly record struct Paint(double Red, double Green, double Blue, double SlopeX, double SlopeY)
{
    private const double LeastDistance = 80;
    private const double SteepestSlope = 30;

    /// <summary>Colours of which no two are alike, so that a boundary in the scene can be seen.</summary>
    public static Paint[] Palette(Random random, int count)
    {
        List<Paint> palette = [];
        while (palette.Count < count)
        {
            var paint = new Paint(Level(random), Level(random), Level(random), Slope(random), Slope(random));
            if (palette.All(other => paint.DistanceTo(other) >= LeastDistance))
            {
                palette.Add(paint);
            }
        }

        return [.. palette];
    }

    /// <summary>Red, green and blue, at a place given as -0.5 to 0.5 of width and height.</summary>
    public (double Red, double Green, double Blue) At(double x, double y)
    {
        double light = (SlopeX * x) + (SlopeY * y);
        return (Red + light, Green + light, Blue + light);
    }

    private static double Level(Random random) => random.Next(30, 226);

    private static double Slope(Random random) => ((2 * random.NextDouble()) - 1) * SteepestSlope;

    private double DistanceTo(Paint other) =>
        Math.Sqrt(Math.Pow(Red - other.Red, 2) + Math.Pow(Green - other.Green, 2) + Math.Pow(Blue - other.Blue, 2));
}
