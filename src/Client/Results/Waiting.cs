namespace OrleansPool.Results;

/// <summary>Waiting with a limit, blocking or not.</summary>
internal static class Waiting
{
    /// <summary>Waits for a task to end, however it ends. Returns false when the time was up first.</summary>
    public static Task<bool> ForAsync(Task task, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (timeout is { } limit && limit != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, TimeSpan.Zero, nameof(timeout));
        }

        return task.IsCompleted ? Task.FromResult(true) : WaitAsync(task, timeout ?? Timeout.InfiniteTimeSpan, cancellationToken);
    }

    /// <summary>Blocks on a task, without the wrapping in AggregateException. Task.Wait tells the thread pool to make up for the thread.</summary>
    public static T Block<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>As above, for a task without a result.</summary>
    public static void Block(Task task) => task.GetAwaiter().GetResult();

    private static async Task<bool> WaitAsync(Task task, TimeSpan limit, CancellationToken cancellationToken)
    {
        // WhenAny never fails, so what the job failed with can't be taken for a failure of the waiting.
        Task any = Task.WhenAny(task);
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
