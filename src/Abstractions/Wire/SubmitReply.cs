namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="SubmitMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.SubmitReply")]
internal sealed class SubmitReply
{
    /// <summary>False when this coordinator does not know the epoch: nothing was handled, open again.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }
}
