namespace OrleansPool.Samples.Docs.Verbs;

/// <summary>Functions of several arguments.</summary>
public static class StarMapExamples
{
    public static async Task Usage(Pool pool)
    {
        #region starmap-usage
        int[] products = pool.StarMap((a, b) => a * b, [(2, 3), (4, 5)]);    // 6, 20
        string[] names = await pool.StarMapAsync(Name, Pairs(), chunkSize: 20);
        #endregion

        Assert.Equal([6, 20], products);
        Assert.Equal("b2", names[2]);
    }

    private static string Name(string letter, int number) => $"{letter}{number}";

    private static IEnumerable<(string Letter, int Number)> Pairs() => [("a", 0), ("a", 1), ("b", 2)];
}
