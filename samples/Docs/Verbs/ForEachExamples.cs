namespace OrleansPool.Samples.Docs.Verbs;

/// <summary>Work without results.</summary>
public static class ForEachExamples
{
    public static async Task Usage(Pool pool)
    {
        #region foreach-usage
        pool.ForEach(x => Console.WriteLine(x), [1, 2, 3]);                  // waits for all, blocking
        await pool.ForEachAsync(StoreAsync, Names());                        // no results are kept or sent
        #endregion
    }

    public static async Task Watched(Pool pool)
    {
        #region foreach-failures
        AsyncResult job = pool.ForEachAsync(name => Check(name), Names());
        await job.WaitAsync();                                               // does not throw; await job would
        foreach (FailedItem failed in job.Failures)
        {
            Console.WriteLine($"{failed.InputPreview}: {failed.Error.Message}");
        }
        #endregion

        Assert.Equal(1, Assert.Single(job.Failures).Index);
    }

    private static string[] Names() => ["one", "", "three"];

    private static void Check(string name) => ArgumentException.ThrowIfNullOrEmpty(name);

    private static async Task StoreAsync(string name, CancellationToken token)
    {
        await Task.Delay(name.Length, token);
    }
}
