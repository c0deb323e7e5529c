namespace OrleansPool.TravelTests.Shapes;

/// <summary>A type that only these tests have; goes field by field.</summary>
internal record Shape(string Name, double Size)
{
    public double Grow(double by) => Size * by;
}
