namespace OrleansPool.Wire;

/// <summary>A client makes itself known to its coordinator, at the start and after the coordinator was lost.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.OpenRequest")]
internal sealed record OpenRequest
{
    [Id(0)]
    public required int Version { get; init; }

    /// <summary>The most leases that may be out at one time, or null for as many as there are slots.</summary>
    [Id(1)]
    public int? MaxWorkers { get; init; }

    [Id(2)]
    public WorkerRules Workers { get; init; } = WorkerRules.None;

    /// <summary>The pool's share of each silo relative to other pools.</summary>
    [Id(3)]
    public double Weight { get; init; } = 1;

    /// <summary>The pool's shared values at this time.</summary>
    [Id(4)]
    public int[] Shares { get; init; } = [];

    /// <summary>The jobs that the client has: what silos hold of these for an earlier coordinator is kept.</summary>
    [Id(5)]
    public int[] Jobs { get; init; } = [];

    /// <summary>What may have been started when the last coordinator handed over; with nothing handed over, the offered chunks tell.</summary>
    [Id(6)]
    public LeasedRange[] Leased { get; init; } = [];

    /// <summary>Who the client is, as it says itself.</summary>
    [Id(7)]
    public string Client { get; init; } = "";

    /// <summary>Who it is, with proof; null for a client without a certificate.</summary>
    [Id(8)]
    public ClientProof? Proof { get; init; }
}
