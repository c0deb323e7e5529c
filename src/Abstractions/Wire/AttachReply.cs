namespace OrleansPool.Wire;

/// <summary>Answer to <see cref="AttachRequest"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanspool.AttachReply")]
internal sealed class AttachReply
{
    /// <summary>Workers on this silo.</summary>
    [Id(0)]
    public int Slots { get; init; }

    /// <summary>The latest epoch that the agent knows of this pool.</summary>
    [Id(2)]
    public long KnownEpoch { get; init; }

    /// <summary>Why the agent does not serve this coordinator, or null.</summary>
    [Id(1)]
    public string? Refusal { get; init; }

    /// <summary>Labels of this silo.</summary>
    [Id(3)]
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>Shared values of this pool that the silo still holds whole.</summary>
    [Id(4)]
    public int[] Shares { get; init; } = [];

    /// <summary>What the silo keeps of an earlier epoch.</summary>
    [Id(5)]
    public HeldLease[] Held { get; init; } = [];

    /// <summary>The platform whose native code packages the silo takes; null when it takes no packages.</summary>
    [Id(6)]
    public string? CodePlatform { get; init; }

    /// <summary>Whether the silo insists on workers being processes.</summary>
    [Id(7)]
    public bool IsIsolated { get; init; }

    /// <summary>The pool was closed: whoever asks was woken by a message that came late.</summary>
    [Id(8)]
    public bool IsOver { get; init; }
}
