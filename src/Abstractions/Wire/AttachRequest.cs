namespace OrleansPool.Wire;

/// <summary>
/// A coordinator makes itself known to a silo agent. Each time has its own, higher epoch, so that nothing of an earlier one is taken for this;
/// what the agent holds of an older epoch of the same pool goes on under this one, or ends.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanspool.AttachRequest")]
internal sealed class AttachRequest
{
    [Id(0)]
    public required int Version { get; init; }

    [Id(1)]
    public required string Pool { get; init; }

    [Id(2)]
    public required long Epoch { get; init; }

    /// <summary>The number that stands for this silo in the coordinator's messages.</summary>
    [Id(3)]
    public required int Silo { get; init; }

    [Id(4)]
    public WorkerRules Workers { get; init; } = WorkerRules.None;

    /// <summary>The pool's share of the silo relative to other pools.</summary>
    [Id(5)]
    public double Weight { get; init; } = 1;

    /// <summary>The pool's shared values; what the silo holds of others is released.</summary>
    [Id(6)]
    public int[] Shares { get; init; } = [];

    /// <summary>
    /// The jobs of an earlier epoch that the client still has: what the silo holds of these is kept, all else of the pool ends. Null: so does that.
    /// </summary>
    [Id(7)]
    public int[]? Jobs { get; init; }

    /// <summary>Who the client is, as it says itself.</summary>
    [Id(8)]
    public string Client { get; init; } = "";

    /// <summary>The silo that the coordinator is on.</summary>
    [Id(9)]
    public SiloAddress? Home { get; init; }

    /// <summary>Who the client is, with proof; null for a client without a certificate.</summary>
    [Id(10)]
    public ClientProof? Proof { get; init; }
}
