namespace OrleansPool.Benchmarks.Travel;

internal static class Functions
{
    public static int Next(int x) => x + 1;
}
