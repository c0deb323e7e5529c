namespace OrleansPool.TravelTests.Shapes;

/// <summary>A derived type.</summary>
internal sealed record Square(double Edge) : Shape("square", Edge * Edge);
