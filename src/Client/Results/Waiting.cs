namespace OrleansPool.Results;

/// <summary>Waiting with a limit, blocking or not.</summary>
internal static class Waiting
{
    /// <summary>What the timers of .NET can count.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Waits for a task to end, however it ends. Returns false when the time was up first.</summary>
    public static Task<bool> ForAsync(Task task, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout is { } limit && limit != Timeout.InfiniteTimeSpan && (limit < TimeSpan.Zero || limit > Longest))
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                limit,
                $"The time-out is {limit}; it must be zero to {Longest.TotalDays:F0} days. Leave it out to wait without limit, or pass zero to look only once.");
        }

        return task.IsCompleted ? Task.FromResult(true) : WaitAsync(task, timeout ?? Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>Blocks on a task, without the wrapping in AggregateException. Such a wait tells the thread pool to make up for the thread.</summary>
    public static T Block<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>As above, for a task without a result.</summary>
    public static void Block(Task task) => task.GetAwaiter().GetResult();

    /// <summary>The task, during whose wait a function that runs in a pool gives its slot to others. Without that, functions that wait for items of
    /// their own would fill all slots and wait for ever.</summary>
    public static Task Lending(Task task) => Lend(task) is { } loan ? LendAsync(task, loan) : task;

    /// <inheritdoc cref="Lending(Task)"/>
    public static Task<T> Lending<T>(Task<T> task) => Lend(task) is { } loan ? LendAsync(task, loan) : task;

    private static IDisposable? Lend(Task task) => task.IsCompleted ? null : PoolContext.CurrentOrNull?.LendSlot();

    private static async Task LendAsync(Task task, IDisposable loan)
    {
        using (loan)
        {
            await task.ConfigureAwait(false);
        }
    }

    private static async Task<T> LendAsync<T>(Task<T> task, IDisposable loan)
    {
        using (loan)
        {
            return await task.ConfigureAwait(false);
        }
    }

    private static async Task<bool> WaitAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        // WhenAny never fails, so what the job failed with can't be taken for a failure of the waiting.
        Task any = Task.WhenAny(task);
        using IDisposable? loan = Lend(task);
        try
        {
            await any.WaitAsync(limit, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return task.IsCompleted;
        }
    }
}
