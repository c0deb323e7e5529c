namespace OrleansPool.Cli.Map;

/// <summary>A line that is no item of the function.</summary>
/// <param name="Item">Its place in the input.</param>
/// <param name="Problem">What is wrong with it.</param>
internal sealed record WrongLine(SentItem Item, string Problem);
