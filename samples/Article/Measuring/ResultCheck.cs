using OrleansPool.Samples.Article.Methods;

namespace OrleansPool.Samples.Article.Measuring;

/// <summary>Holds the results of a method against those of the loop.</summary>
internal static class ResultCheck
{
    /// <exception cref="WrongResultException">They differ.</exception>
    public static void Compare(Method method, long[] results, long[] expected)
    {
        if (results.Length != expected.Length)
        {
            throw new WrongResultException($"{method.Title}: {results.Length} results for {expected.Length} calls.");
        }

        // The loop's results grow from call to call.
        long[] compared = method.Order == CallOrder.Unordered ? [.. results.Order()] : results;
        int same = compared.AsSpan().CommonPrefixLength(expected);
        if (same < expected.Length)
        {
            throw new WrongResultException($"{method.Title}: result {same} is {compared[same]}, and the loop's is {expected[same]}.");
        }
    }
}
