using OrleansPool.Options;

namespace OrleansPool.Results;

/// <summary>Waiting with a limit, blocking or not.</summary>
internal static class Waiting
{
    /// <summary>Waits for a task to end, however it ends. Returns false when the time was up first.</summary>
    public static Task<bool> ForAsync(Task task, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        TimeSpan limit = timeout ?? Timeout.InfiniteTimeSpan;
        if (limit < TimeSpan.Zero && limit != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeout),
                limit,
                $"The time-out is {limit}; it must not be negative. Leave it out to wait without limit, or pass zero to look only once.");
        }

        // A longer one than a timer can count is no mistake: the caller means to wait as long as it takes.
        TimeSpan counted = limit < OptionLimits.LongestTime ? limit : OptionLimits.LongestTime;
        return task.IsCompleted ? Task.FromResult(true) : WaitAsync(task, counted, cancellationToken);
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

    private static IDisposable? Lend(Task task)
    {
        PoolContext? context = PoolContext.CurrentOrNull;

        // Also for a job that has ended already: what may not wait shall not do so whenever it happens to be quick.
        context?.CheckMayWait();
        return task.IsCompleted ? null : context?.LendSlot();
    }

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
