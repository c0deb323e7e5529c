namespace OrleansPool.Cli.Map;

/// <summary>An item that the pool has and that has no outcome yet.</summary>
/// <param name="Number">Its number in the input, from 0, whatever an earlier run has done.</param>
/// <param name="Line">Its line in the input, from 1.</param>
/// <param name="Input">The line, when failed items are kept.</param>
internal readonly record struct SentItem(long Number, long Line, byte[]? Input);
