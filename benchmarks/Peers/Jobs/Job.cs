namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>What a peer is asked to do once. Goes to its process as one line of JSON.</summary>
internal sealed record Job
{
    public required Verb Verb { get; init; }

    public required Content Content { get; init; }

    /// <summary>How many items; with pauses as many as there are <see cref="Milliseconds"/>.</summary>
    public required int Items { get; init; }

    /// <summary>Null for the peer's default.</summary>
    public int? ChunkSize { get; init; }

    public Setup Setup { get; init; } = new();

    /// <summary>How many calls of <see cref="Verb.Apply"/> there are at a time.</summary>
    public int AtATime { get; init; } = 1;

    /// <summary>How long each <see cref="Content.Pause"/> waits: the same for all peers.</summary>
    public IReadOnlyList<int> Milliseconds { get; init; } = [];

    /// <summary>The same with fewer items.</summary>
    public Job Part(int divisor)
    {
        int items = Math.Max(1, Items / divisor);
        return this with { Items = items, Milliseconds = [.. Milliseconds.Take(items)] };
    }
}
