namespace OrleansPool.Benchmarks.Peers.Serving;

/// <summary>Holds results against what they must be.</summary>
internal static class Results
{
    /// <exception cref="WrongResultException">A result is wrong, or one is missing.</exception>
    public static void Check<TItem, TResult>(TItem[] items, TResult[] results, Func<TItem, TResult, bool> isRight)
    {
        CheckCount(items.Length, results.Length);
        for (int index = 0; index < items.Length; index++)
        {
            if (!isRight(items[index], results[index]))
            {
                throw new WrongResultException($"wrong result: item {index}, {items[index]}, gave {results[index]}");
            }
        }
    }

    /// <exception cref="WrongResultException">The result is wrong.</exception>
    public static void CheckNext(int item, int result)
    {
        if (result != item + 1)
        {
            throw new WrongResultException($"wrong result: {item} gave {result} and not {item + 1}");
        }
    }

    /// <exception cref="WrongResultException">There are more or fewer results than items.</exception>
    public static void CheckCount(long items, long results)
    {
        if (items != results)
        {
            throw new WrongResultException($"wrong result: {results} results of {items} items");
        }
    }
}
