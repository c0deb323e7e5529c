namespace OrleansPool.Samples.SegmentationMasks.CommandLine;

/// <summary>What was asked for cannot be done; the message says in one line why.</summary>
internal sealed class UsageException(string message) : Exception(message);
