namespace OrleansPool.Samples.Docs.Verbs;

/// <summary>All results, in order.</summary>
public static class MapExamples
{
    public static async Task Usage(Pool pool)
    {
        #region map-usage
        int[] squares = pool.Map(x => x * x, Enumerable.Range(0, 100));      // waits for all, blocking
        MapResult<int> result = pool.MapAsync(x => x * x, Enumerable.Range(0, 100), chunkSize: 10);
        int[] same = await result;                                           // result[i] belongs to item i
        #endregion

        Assert.Equal(squares, same);
    }

    public static Task Outcomes(Pool pool)
    {
        #region map-outcomes
        MapResult<int> result = pool.MapAsync(x => 10 / x, [1, 0, 5]);
        result.Wait();                                                       // await would throw the failure with the lowest index
        foreach (ItemOutcome<int> outcome in result.Outcomes)
        {
            Console.WriteLine(outcome.IsSuccess ? $"{outcome.Value}" : $"item {outcome.Index}: {outcome.Error!.Message}");
        }
        #endregion

        Assert.Equal([true, false, true], result.Outcomes.Select(outcome => outcome.IsSuccess));
        return Task.CompletedTask;
    }
}
