namespace OrleansPool.Samples.Article.CommandLine;

/// <summary>What to measure.</summary>
/// <param name="Calls">How often each method calls the slow function.</param>
/// <param name="Delay">How long one call waits; whole milliseconds.</param>
/// <param name="Workers">How many calls the pool runs at the same time.</param>
/// <param name="Json">Where to save the figures, or null.</param>
internal sealed record ArticleOptions(int Calls, TimeSpan Delay, int Workers, string? Json)
{
    // The article's workers, and calls and a delay that keep a run with its four slow rows under half a minute.
    public const int DefaultCalls = 60;
    public const double DefaultDelay = 0.05;
    public const int DefaultWorkers = 12;

    public const int ArticleCalls = 1000;
    public const double ArticleDelay = 0.1;
    public const int ArticleWorkers = 12;

    /// <summary>Whether this is what the article measured.</summary>
    public bool IsArticle =>
        Calls == ArticleCalls && Delay == TimeSpan.FromSeconds(ArticleDelay) && Workers == ArticleWorkers;

    /// <summary>The time that calls one after another cannot beat.</summary>
    public TimeSpan IdealOneByOne(TimeSpan delay) => Calls * delay;

    /// <summary>The time that calls on all workers cannot beat.</summary>
    public TimeSpan IdealInParallel(TimeSpan delay) => (((Calls - 1) / Workers) + 1) * delay;
}
