namespace OrleansPool.Samples.Docs.Python;

/// <summary>What goes wrong, and what takes too long.</summary>
public static class Errors
{
    public static async Task Collect(Pool pool)
    {
        #region collect
        MapResult<int> result = pool.MapAsync(x => 10 / x, [1, 0, 5], options: new JobOptions { ErrorMode = ErrorMode.Collect });
        int[] values = await result;                                         // 10, 0, 2: nothing is thrown
        foreach (FailedItem failed in result.Failures)
        {
            Console.WriteLine($"item {failed.Index} ({failed.InputPreview}), run {failed.Attempt} on {failed.WorkerId}: {failed.Error.Message}");
        }
        #endregion

        Assert.Equal([10, 0, 2], values);
        Assert.Equal(1, Assert.Single(result.Failures).Index);
    }

    public static async Task Retry(Pool pool)
    {
        #region retry
        var options = new JobOptions
        {
            Retry = new RetryOptions { Attempts = 5, Delay = TimeSpan.FromMilliseconds(10), Exceptions = [typeof(IOException)] },
            MaxAttempts = 3,                                                 // lost workers are counted apart; 1: never run twice
            ErrorMode = ErrorMode.FailFast,                                  // the first failure that is left cancels the rest
        };
        int[] runs = await pool.MapAsync(_ => FailTwice(), Enumerable.Range(0, 10), options: options);
        #endregion

        Assert.All(runs, run => Assert.Equal(3, run));
    }

    public static async Task Time(Pool pool)
    {
        #region time
        MapResult<int> result = pool.MapAsync(
            (x, token) => Wait(x, token),                                    // a last CancellationToken parameter is given to the function
            Enumerable.Range(0, 10),
            options: new JobOptions
            {
                ItemTimeout = TimeSpan.FromMilliseconds(200),                // stops one item: ItemTimeoutException for it alone
                Timeout = TimeSpan.FromMinutes(1),                           // the whole job
            });
        result.Wait();
        int[] done = [.. result.Outcomes.Where(outcome => outcome.IsSuccess).Select(outcome => outcome.Value)];
        #endregion

        Assert.DoesNotContain(7, done);
        await Assert.ThrowsAsync<ItemTimeoutException>(() => result.AsTask());
    }

    public static async Task Cancel(Pool pool)
    {
        #region cancel
        using var stop = new CancellationTokenSource();
        MapResult<int> result = pool.MapAsync((_, token) => Wait(7, token), Enumerable.Range(0, 100), cancellationToken: stop.Token);
        result.Cancel();                                                     // this job only; or stop.Cancel()
        #endregion

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.AsTask());
    }

    private static int FailTwice() => PoolContext.Current.Attempt < 3 ? throw new IOException("busy") : PoolContext.Current.Attempt;

    private static int Wait(int x, CancellationToken token)
    {
        if (x == 7)
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        }

        return x;
    }
}
