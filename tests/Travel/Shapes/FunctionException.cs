namespace OrleansPool.TravelTests.Shapes;

/// <summary>An exception that holds a function.</summary>
public sealed class FunctionException(Func<double, double> function) : Exception
{
    public Func<double, double> Function { get; } = function;
}
