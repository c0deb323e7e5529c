namespace OrleansPool.BehaviorTests.Support;

/// <summary>For tests of what lives and what does not.</summary>
internal static class Garbage
{
    /// <summary>Collects all that nobody holds and waits for its finalizers. True, for use in conditions.</summary>
    public static bool Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return true;
    }
}
