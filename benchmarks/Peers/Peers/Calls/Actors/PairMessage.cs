namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Actors;

/// <summary>Two numbers as a message.</summary>
internal sealed record PairMessage(int First, int Second);
