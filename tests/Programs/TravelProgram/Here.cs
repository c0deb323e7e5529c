namespace OrleansPool.Programs;

/// <summary>A static of the same name in both builds.</summary>
internal static class Here
{
    private static int Calls;

    public static int Count() => Interlocked.Increment(ref Calls);
}
