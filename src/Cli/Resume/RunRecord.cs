namespace OrleansPool.Cli.Resume;

/// <summary>How far a run was at one moment. Each has all: the last one that is whole counts.</summary>
/// <param name="Below">All items below this number are done.</param>
/// <param name="Beyond">Ranges of items beyond that are done.</param>
/// <param name="Output">Bytes of the output that belong to them.</param>
/// <param name="FailedBytes">Bytes of the file of failed items.</param>
/// <param name="Failed">How many items have failed.</param>
/// <param name="Lines">Lines of the input that the hash is of.</param>
/// <param name="Hash">The hash of those lines.</param>
/// <param name="IsUnchecked">Whether it is not known yet that what the output has is of this function and input.</param>
internal sealed record RunRecord(long Below, string Beyond, long Output, long FailedBytes, long Failed, long Lines, string Hash, bool IsUnchecked = false);
