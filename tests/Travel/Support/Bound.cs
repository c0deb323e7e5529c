namespace OrleansPool.TravelTests.Support;

/// <summary>Waits that end: what takes longer than <see cref="Limit"/> on any machine hangs.</summary>
internal static class Bound
{
    /// <summary>For <c>[Fact(Timeout = …)]</c>, in milliseconds.</summary>
    public const int Test = 120_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    extension(Task task)
    {
        public Task Bounded() => task.WaitAsync(Limit);
    }

    extension<T>(Task<T> task)
    {
        public Task<T> Bounded() => task.WaitAsync(Limit);
    }

    extension<T>(AsyncResult<T> result)
    {
        public Task<T> Bounded() => result.AsTask().WaitAsync(Limit);
    }
}
