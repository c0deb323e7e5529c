namespace OrleansPool.Session;

/// <summary>What was called, for those who watch the job.</summary>
/// <param name="Verb">The verb, as they read it.</param>
/// <param name="Total">How many items there are, if the input says so.</param>
/// <param name="IsImap">Whether results are read as they come.</param>
internal readonly record struct JobKind(string Verb, long? Total, bool IsImap = false);
