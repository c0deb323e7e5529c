namespace OrleansPool.BehaviorTests.Support;

/// <summary>A function that maps in the pool that it runs in, as deep as it is told.</summary>
internal static class Nested
{
    public static async Task<int> SumAsync(int x, int depth, bool blocking)
    {
        if (depth == 0)
        {
            return x;
        }

        int[] parts = [x, x + 1];
        int[] sums = blocking
            ? PoolContext.Current.Pool.Map(part => SumAsync(part, depth - 1, blocking), parts)
            : await PoolContext.Current.Pool.MapAsync(part => SumAsync(part, depth - 1, blocking), parts);
        return sums.Sum();
    }
}
