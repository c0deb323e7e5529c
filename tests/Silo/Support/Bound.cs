namespace OrleansPool.SiloTests.Support;

/// <summary>Waits that end: what takes longer than <see cref="Limit"/> on any machine hangs.</summary>
internal static class Bound
{
    /// <summary>For <c>[Fact(Timeout = …)]</c>, in milliseconds.</summary>
    public const int Test = 120_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>How long a call or a process that cannot succeed may take to say so. 15 s are promised; the rest is for a machine that is busy with other things.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

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
