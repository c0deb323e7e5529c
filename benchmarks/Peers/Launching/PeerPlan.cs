namespace OrleansPool.Benchmarks.Peers.Launching;

/// <summary>How the process of a peer is started.</summary>
internal sealed record PeerPlan
{
    /// <summary>As <c>--peer</c> takes it.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Whether this machine has what it needs.</summary>
    public Func<Task<bool>> IsThere { get; init; } = () => Task.FromResult(true);

    /// <summary>What it needs that this machine may not have, and how to get it.</summary>
    public string Need { get; init; } = "";
}
