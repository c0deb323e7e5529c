namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="AssignMessage"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.AssignReply")]
internal sealed class AssignReply
{
    /// <summary>False when the agent does not know the pool's epoch: nothing was handled, attach again.</summary>
    [Id(0)]
    public required bool IsKnown { get; init; }
}
