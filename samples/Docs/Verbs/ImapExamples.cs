namespace OrleansPool.Samples.Docs.Verbs;

/// <summary>Results one by one, in order.</summary>
public static class ImapExamples
{
    public static async Task Usage(Pool pool)
    {
        int read = 0;

        #region imap-usage
        await foreach (string line in pool.Imap(Describe, Names()))          // in the order of the input
        {
            Console.WriteLine(line);
            if (read++ == 3)
            {
                break;                                                       // cancels what is left and stops reading the input
            }
        }
        #endregion

        Assert.Equal(4, read);
    }

    public static Task Next(Pool pool)
    {
        #region imap-next
        ImapResult<int> results = pool.Imap(x => 100 / x, [5, 0, 2]);
        int first = results.Next(TimeSpan.FromSeconds(10));                  // PoolTimeoutException loses nothing: call it again
        try
        {
            results.Next();
        }
        catch (DivideByZeroException)
        {
            Console.WriteLine("the second failed; the next call goes on with the third");
        }

        int third = results.Next();
        #endregion

        Assert.Equal((20, 50), (first, third));
        return Task.CompletedTask;
    }

    public static async Task WithOutcomes(Pool pool)
    {
        int failures = 0;

        #region imap-outcomes
        await foreach (ItemOutcome<int> outcome in pool.Imap(x => 100 / x, [5, 0, 2]).WithOutcomes())
        {
            failures += outcome.IsSuccess ? 0 : 1;                           // never throws for an item
        }
        #endregion

        Assert.Equal(1, failures);
    }

    private static string Describe(string name) => $"{name} has {name.Length} characters";

    private static IEnumerable<string> Names()
    {
        for (int number = 0; ; number++)
        {
            yield return $"name {number}";
        }
    }
}
