namespace OrleansPool.Samples.Article.Measuring;

/// <summary>A row starts.</summary>
/// <param name="Title">What runs now.</param>
/// <param name="Expected">How long it will take at least.</param>
internal readonly record struct RowProgress(string Title, TimeSpan Expected);
