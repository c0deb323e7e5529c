using OrleansPool.Benchmarks.Peers.Launching;

namespace OrleansPool.Benchmarks.Peers.Reporting;

/// <summary>A peer's figure as JSON has it.</summary>
internal sealed record SavedEntry(string Peer, Status Status, double? Median, double? Second, double[]? Rounds, string? Note);
