namespace OrleansPool.Wire;

/// <summary>Asks a silo whether a pool's coordinator is there.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.LocateRequest")]
internal sealed class LocateRequest
{
    [Id(0)]
    public required GrainId Coordinator { get; init; }

    /// <summary>An activation on the asking silo that wants to be the coordinator; null when it only wants to know.</summary>
    [Id(1)]
    public GrainAddress? Candidate { get; init; }

    /// <summary>An activation that is known not to be there any more.</summary>
    [Id(2)]
    public GrainAddress? Gone { get; init; }
}
