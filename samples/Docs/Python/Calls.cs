namespace OrleansPool.Samples.Docs.Python;

/// <summary>The eight methods and what they give.</summary>
public static class Calls
{
    public static Task Blocking(Pool pool)
    {
        #region blocking
        int sum = pool.Apply(Add, 1, 2);                                     // apply(add, (1, 2))
        int[] squares = pool.Map(x => x * x, Enumerable.Range(0, 100));      // map(f, range(100))
        int[] sums = pool.StarMap(Add, [(1, 2), (3, 4)], chunkSize: 20);     // starmap(add, pairs, 20)

        int scale = 2;                                                       // partial(f, scale=2), kwds
        int[] scaled = pool.Map(x => Add(x, scale), squares);
        #endregion

        Assert.Equal((3, 81, 7), (sum, squares[9], sums[1]));
        Assert.Equal(83, scaled[9]);
        return Task.CompletedTask;
    }

    public static async Task Handles(Pool pool)
    {
        #region handles
        AsyncResult<int> sum = pool.ApplyAsync(Add, 1, 2, callback: Console.WriteLine, errorCallback: Console.Error.WriteLine);
        MapResult<int> squares = pool.MapAsync(x => x * x, Enumerable.Range(0, 100));

        bool isReady = squares.Wait(TimeSpan.FromSeconds(10));               // wait(10), which here says whether it is ready
        int[] values = squares.Get(TimeSpan.FromSeconds(10));                // get(10): PoolTimeoutException; the work goes on
        int[] same = await squares;                                          // or simply this
        #endregion

        Assert.True(isReady && squares.IsSuccessful);
        Assert.Equal(values, same);
        Assert.Equal(3, await sum);
    }

    public static async Task Imap(Pool pool)
    {
        #region imap
        ImapResult<int> results = pool.Imap(x => 100 / x, [5, 0, 2], chunkSize: 2);
        int first = results.Next(TimeSpan.FromSeconds(10));                  // it.next(10), with any chunk size

        await foreach (ItemOutcome<int> outcome in results.WithOutcomes())   // return_exceptions
        {
            Console.WriteLine(outcome.IsSuccess ? $"{outcome.Value}" : $"item {outcome.Index}: {outcome.Error.Message}");
        }
        #endregion

        Assert.Equal(20, first);
    }

    public static async Task Asynchronous(Pool pool)
    {
        #region asynchronous
        await pool.ForEachAsync(DownloadAsync, ReadAddressesAsync());        // Task functions, IAsyncEnumerable inputs

        await foreach (int length in pool.ImapUnordered(async address => (await DownloadAsync(address)).Length, ReadAddressesAsync()))
        {
            Console.WriteLine(length);
        }
        #endregion
    }

    private static int Add(int a, int b) => a + b;

    private static async Task<string> DownloadAsync(string address)
    {
        await Task.Yield();
        return $"content of {address}";
    }

    private static async IAsyncEnumerable<string> ReadAddressesAsync()
    {
        for (int page = 0; page < 10; page++)
        {
            await Task.Yield();
            yield return $"https://example.org/{page}";
        }
    }
}
