namespace OrleansPool.Samples.Docs.Verbs;

/// <summary>Results one by one, as they finish.</summary>
public static class ImapUnorderedExamples
{
    public static async Task Usage(Pool pool)
    {
        int total = 0;

        #region imap-unordered-usage
        await foreach ((string name, int length) in pool.ImapUnordered(name => (name, name.Length), Names()))
        {
            Console.WriteLine($"{name}: {length}");                          // as soon as it is there: give the input along to know whose it is
            total += length;
        }
        #endregion

        Assert.Equal(13, total);
    }

    public static async Task Chained(Pool pool)
    {
        int[] sizes = [];

        #region imap-unordered-chained
        ImapResult<string> pages = pool.ImapUnordered(LoadAsync, Names());
        sizes = await pool.MapAsync(page => page.Length, pages);             // the results of one job are the input of the next
        #endregion

        Assert.Equal(3, sizes.Length);
    }

    private static string[] Names() => ["one", "three", "eight"];

    private static async Task<string> LoadAsync(string name)
    {
        await Task.Yield();
        return $"content of {name}";
    }
}
