namespace OrleansPool.Collecting;

/// <summary>One outcome on its way from an imap to its reader.</summary>
/// <param name="Index">Index of the item.</param>
/// <param name="Value">Its value, unless it failed.</param>
/// <param name="Failure">Its failure, or null.</param>
/// <param name="Origin">Where it came from.</param>
internal readonly record struct Taken<TResult>(long Index, TResult Value, FailedItem? Failure, Provenance Origin);
