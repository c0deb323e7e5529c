namespace OrleansPool.Samples.SegmentationMasks.Scenes;

/// <summary>A turned ellipse, diamond or box.</summary>
internal readonly record struct Shape(ShapeKind Kind, double CentreX, double CentreY, double RadiusX, double RadiusY, double Angle)
{
    public static Shape Random(Random random, int width, int height)
    {
        int size = Math.Min(width, height);
        return new Shape(
            (ShapeKind)random.Next(Enum.GetValues<ShapeKind>().Length),
            CentreX: width * Between(random, 0.1, 0.9),
            CentreY: height * Between(random, 0.1, 0.9),
            RadiusX: size * Between(random, 0.12, 0.3),
            RadiusY: size * Between(random, 0.12, 0.3),
            Angle: Between(random, 0, Math.PI));
    }

    public bool Contains(double x, double y)
    {
        (double sine, double cosine) = Math.SinCos(Angle);
        double across = Math.Abs(((x - CentreX) * cosine) + ((y - CentreY) * sine)) / RadiusX;
        double along = Math.Abs(((y - CentreY) * cosine) - ((x - CentreX) * sine)) / RadiusY;
        return Kind switch
        {
            ShapeKind.Ellipse => (across * across) + (along * along) <= 1,
            ShapeKind.Diamond => across + along <= 1,
            _ => Math.Max(across, along) <= 1,
        };
    }

    private static double Between(Random random, double low, double high) => low + (random.NextDouble() * (high - low));
}
