namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="OpenRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.OpenReply")]
internal sealed class OpenReply
{
    /// <summary>
    /// Names this life of the coordinator. A message of another epoch is answered but not handled. 0: its silo is about to stop, so it opens none; ask again.
    /// </summary>
    [Id(0)]
    public long Epoch { get; init; }

    [Id(1)]
    public SiloInfo[] Silos { get; init; } = [];

    /// <summary>Why the coordinator does not serve this client, or null.</summary>
    [Id(2)]
    public string? Refusal { get; init; }

    /// <summary>The silo that the coordinator is on.</summary>
    [Id(3)]
    public int HomeSilo { get; init; }
}
