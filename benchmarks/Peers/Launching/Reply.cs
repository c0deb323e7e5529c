using OrleansPool.Benchmarks.Peers.Jobs;

namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>What became of a job at a peer.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Timing">How long it took, if it was measured.</param>
/// <param name="Note">Otherwise why not.</param>
internal sealed record Reply(Status Status, Timing? Timing = null, string Note = "");
