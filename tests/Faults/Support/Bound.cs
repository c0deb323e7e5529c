namespace OrleansPool.FaultTests.Support;

/// <summary>Waits that end. What takes longer than <see cref="Limit"/> hangs, on any machine.</summary>
internal static class Bound
{
    /// <summary>For <c>[Fact(Timeout = …)]</c>, in milliseconds.</summary>
    public const int Test = 180_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>From a kill to the last outcome of what was lost. On a quiet machine it is 5 s; here are two cores that do other things too.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    extension(Task task)
    {
        public Task Bounded() => task.WaitAsync(Limit);
    }

    extension<T>(Task<T> task)
    {
        public Task<T> Bounded() => task.WaitAsync(Limit);
    }

    extension<T>(ValueTask<T> task)
    {
        public Task<T> Bounded() => task.AsTask().WaitAsync(Limit);
    }

    extension<T>(AsyncResult<T> result)
    {
        public Task<T> Bounded() => result.AsTask().WaitAsync(Limit);
    }
}
