namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="SubmitMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SubmitReply")]
internal sealed class SubmitReply
{
    /// <summary>False when this coordinator does not know the epoch: nothing was handled, open again.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }

    /// <summary>Outcomes, if the client awaits them here and they came soon; acknowledged as those that are fetched.</summary>
    [Id(1)]
    public FetchReply? Outcomes { get; init; }
}
