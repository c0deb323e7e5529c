namespace OrleansPool.Samples.Docs.Start;

/// <summary>The first minutes with a pool.</summary>
public static class FirstSteps
{
    public static async Task Start(Pool _)
    {
        #region start-local
        await using Pool pool = await LocalPool.StartAsync(options => options.Workers = 4);
        int[] squares = await pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));
        Console.WriteLine(squares.Sum());
        #endregion

        Assert.Equal(332833500, squares.Sum());
    }

    public static async Task Functions(Pool pool)
    {
        #region start-functions
        double factor = 0.5;
        double[] scaled = await pool.MapAsync(x => x * factor, [1.0, 2.0]);  // a lambda, with what it captures
        int[] lengths = await pool.MapAsync(LengthOf, ["a", "bcd"]);         // a method
        string[] pages = await pool.MapAsync(                                // asynchronous, with a token of the pool's
            async (name, token) => await ReadAsync(name, token),
            ["first", "second"]);
        #endregion

        Assert.Equal((1.0, 3, "first"), (scaled[1], lengths[1], pages[0]));
    }

    public static async Task Failing(Pool pool)
    {
        #region start-failing
        MapResult<int> result = pool.MapAsync(int.Parse, ["1", "x", "3"]);
        try
        {
            int[] numbers = await result;
            Console.WriteLine(numbers.Length);
        }
        catch (FormatException error)                                        // its own type, with the stack of the worker
        {
            Console.WriteLine(error.Message);
            Console.WriteLine(result.Outcomes[2].Value);                     // what went well is there
        }
        #endregion

        Assert.Equal(3, result.Outcomes[2].Value);
    }

    public static async Task Watching(Pool pool)
    {
        #region start-watching
        MapResult<int> result = pool.MapAsync(x => x * x, Enumerable.Range(0, 1000));
        while (!await result.WaitAsync(TimeSpan.FromMilliseconds(100)))
        {
            Console.WriteLine($"{result.Progress.Completed} of {result.Progress.Total}, {result.Progress.Remaining} left");
        }

        Console.WriteLine(result.Insights);                                  // where the time of the workers went, as a table
        #endregion

        Assert.Equal(1000, result.Insights.Items);
    }

    private static int LengthOf(string text) => text.Length;

    private static async Task<string> ReadAsync(string name, CancellationToken token)
    {
        await Task.Delay(1, token);
        return name;
    }
}
