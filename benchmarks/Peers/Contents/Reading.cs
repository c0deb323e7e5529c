namespace OrleansPool.Benchmarks.Peers.Contents;

/// <summary>A record such as users have.</summary>
[GenerateSerializer]
internal sealed record Reading([property: Id(0)] int Id, [property: Id(1)] double Value, [property: Id(2)] string Place, [property: Id(3)] bool IsGood);
