namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>What a peer is to have before the clock runs.</summary>
/// <param name="Workers">Workers of each silo, or of whatever a peer has in its place.</param>
/// <param name="Silos">Silos; more than one only where that is what is measured.</param>
internal sealed record Setup(int Workers = 2, int Silos = 1);
