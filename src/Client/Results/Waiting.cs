using OrleansPool.Options;

namespace OrleansPool.Results;

/// <summary>Waiting with a limit, blocking or not.</summary>
internal static class Waiting
{
    /// <summary>What a blocking wait can count, 24 days. Nobody blocks a thread for longer and means it.</summary>
    private static readonly TimeSpan LongestBlock = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Waits for a task to end, however it ends. Returns false when the time was up first.</summary>
    public static Task<bool> ForAsync(Task task, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        TimeSpan counted = Counted(timeout);
        return task.IsCompleted ? Task.FromResult(true) : WaitAsync(task, counted, cancellationToken);
    }

    private static TimeSpan Counted(TimeSpan? timeout)
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
        return limit < OptionLimits.LongestTime ? limit : OptionLimits.LongestTime;
    }

    /// <summary>
    /// Blocks until a task has ended, however it ended. Returns false when the time was up first. Waits for the task itself, which wakes this thread at once;
    /// what follows from a task would first have to find a thread of the pool. Such a wait tells the pool to make up for the thread.
    /// </summary>
    public static bool Block(Task task, TimeSpan? timeout)
    {
        TimeSpan counted = Counted(timeout);
        if (task.IsCompleted)
        {
            return true;
        }

        using IDisposable? loan = Lend(task);
        try
        {
            return task.Wait(counted < LongestBlock ? counted : Timeout.InfiniteTimeSpan);
        }
        catch (AggregateException)
        {
            // It has ended.
            return true;
        }
    }

    /// <summary>Blocks on a task, without the wrapping in AggregateException.</summary>
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
