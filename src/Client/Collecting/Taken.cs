namespace OrleansPool.Collecting;

/// <summary>One outcome on its way from an imap to its reader.</summary>
internal readonly record struct Taken<TResult>(long Index, TResult Value, Exception? Error, int Attempt, int Silo);
