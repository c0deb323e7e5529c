namespace OrleansPool.TravelTests.Shapes;

/// <summary>A static, of which each package has its own.</summary>
internal static class Counter
{
    private static int Last;

    public static int Next() => Interlocked.Increment(ref Last);
}
