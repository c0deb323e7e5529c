namespace OrleansPool.Benchmarks.Peers.Contents;

/// <summary>An item that waits.</summary>
[GenerateSerializer]
internal readonly record struct Pause([property: Id(0)] int Milliseconds);
