namespace OrleansPool.Wire;

/// <summary>Client to coordinator: a short long-poll for outcomes, which also renews the client's lease.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.FetchRequest")]
internal sealed class FetchRequest
{
    [Id(0)]
    public required long Epoch { get; init; }

    /// <summary>Sequence number of the last reply that the client has; the coordinator forgets it and all before.</summary>
    [Id(1)]
    public required long Acknowledged { get; init; }

    /// <summary>How long to wait for the first outcome before answering with none.</summary>
    [Id(2)]
    public required int WaitMilliseconds { get; init; }
}
