namespace OrleansPool.TestSupport;

/// <summary>Waits that end: what takes longer than <see cref="Limit"/> on any machine hangs.</summary>
internal static class Bound
{
    /// <summary>For <c>[Fact(Timeout = …)]</c>, in milliseconds: ends and names a test that hangs where no wait of its own sees it.</summary>
    public const int Test = 180_000;

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>From a kill to the last outcome of what was lost, with default settings. By <see cref="FairClock"/>, as what follows.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(20);

    /// <summary>How long a call or a process that cannot succeed may take to say so.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(15);

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

    extension(AsyncResult result)
    {
        public Task Bounded() => result.AsTask().WaitAsync(Limit);
    }

    extension<T>(AsyncResult<T> result)
    {
        public Task<T> Bounded() => result.AsTask().WaitAsync(Limit);
    }

    extension<T>(ImapResult<T> results)
    {
        /// <summary>Reads to the end.</summary>
        public Task<T[]> ReadAllAsync() => results.ToArrayAsync().AsTask().WaitAsync(Limit);
    }

    /// <summary>Runs something that blocks, on a thread of its own.</summary>
    public static Task<T> Blocking<T>(Func<T> action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Limit);

    public static Task Blocking(Action action) =>
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Limit);
}
