namespace OrleansPool.Benchmarks.Peers.Serving;

/// <summary>A peer gave a wrong value.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
