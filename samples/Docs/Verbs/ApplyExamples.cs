namespace OrleansPool.Samples.Docs.Verbs;

/// <summary>One call.</summary>
public static class ApplyExamples
{
    public static async Task Usage(Pool pool)
    {
        #region apply-usage
        int sum = pool.Apply((a, b) => a + b, 1, 2);                         // waits for the result, blocking
        AsyncResult<string> page = pool.ApplyAsync(LoadAsync, "start");      // returns at once; the task of the function is awaited there
        string text = await page;                                            // or page.Get(TimeSpan.FromSeconds(10))

        pool.Apply(() => Console.WriteLine("hello"));                        // no result: an Action, or a function that returns Task
        #endregion

        Assert.Equal((3, "content of start"), (sum, text));
    }

    public static async Task Callback(Pool pool)
    {
        #region apply-callback
        AsyncResult<int> result = pool.ApplyAsync(
            Square,
            7,
            callback: value => Console.WriteLine($"it is {value}"),          // runs here, before the handle is ready
            errorCallback: error => Console.Error.WriteLine(error.Message));
        await result;
        #endregion

        Assert.Equal(49, result.Get());
    }

    public static async Task Cancelling(Pool pool)
    {
        using var stop = new CancellationTokenSource();

        #region apply-token
        AsyncResult<int> result = pool.ApplyAsync(
            (int x, CancellationToken token) => Wait(x, token),              // the pool's own token: signalled on cancel, time-out, Terminate
            7,
            new JobOptions { ItemTimeout = TimeSpan.FromMinutes(5) },
            cancellationToken: stop.Token);                                  // yours: by name
        result.Cancel();
        #endregion

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => result.AsTask());
    }

    private static int Square(int x) => x * x;

    private static async Task<string> LoadAsync(string name)
    {
        await Task.Yield();
        return $"content of {name}";
    }

    private static int Wait(int x, CancellationToken token)
    {
        token.WaitHandle.WaitOne();
        token.ThrowIfCancellationRequested();
        return x;
    }
}
