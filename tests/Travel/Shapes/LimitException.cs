namespace OrleansPool.TravelTests.Shapes;

/// <summary>An exception with a field of its own.</summary>
public sealed class LimitException(string message, int limit) : Exception(message)
{
    public int Limit { get; } = limit;
}
